"""On SQLite the table of bands is stored in its primary key: half the disk, and one page read for each row asked."""

from django.db import migrations

_WITHOUT_ROWID = (
    "DROP TABLE petitions_band",
    "CREATE TABLE petitions_band (value bigint NOT NULL, print_id bigint NOT NULL, PRIMARY KEY (value, print_id)) "
    "WITHOUT ROWID",
)


def make(editor):
    if editor.connection.vendor == "sqlite":
        for statement in _WITHOUT_ROWID:
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("petitions", "0001_initial")]

    operations = [migrations.RunPython(lambda _apps, editor: make(editor), migrations.RunPython.noop)]
