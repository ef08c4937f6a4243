"""What the word index adds to its two tables: FTS5 and triggers on SQLite, a GIN index on PostgreSQL."""

from django.db import migrations

from liemchinh.spine.search import tables


class Migration(migrations.Migration):
    dependencies = [("spine", "0001_initial")]

    operations = [
        migrations.RunPython(lambda apps, editor: tables.create(editor), lambda apps, editor: tables.drop(editor)),
    ]
