"""Mails handed in as files: who wrote, when, what, and what hung on it; .eml of every sort, and Outlook's .msg."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from liemchinh.kernel.errors import Refusal
from liemchinh.spine import papers
from liemchinh.spine.papers import mail, outlook, rtf
from liemchinh.spine.papers.letters import DEEPEST, Address
from tests.spine.papers_made import container, word  # fmt: skip
from tests.spine.papers_made import outlook as outlook_tree

BODY = "Kính gửi Ủy ban,\nTôi phản ánh việc đổ rác ở ngõ 12 đường Nguyễn Huệ."


def plain(**headers: str) -> EmailMessage:
    letter = EmailMessage()
    given = {"From": "Nguyễn Thị Hường <huong@vi-du.vn>", "To": "tiepdan@phuong.vn", "Subject": "Phản ánh về rác"}
    for name, value in (given | {"Date": "Tue, 03 Mar 2026 09:30:00 +0000"} | headers).items():
        letter[name] = value
    letter.set_content(BODY)
    return letter


def raw(head: str, body: bytes) -> bytes:
    return head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body


def test_a_plain_mail_gives_sender_day_subject_and_text() -> None:
    read = mail.read(bytes(plain(Cc="a@x.vn, Lê B <b@x.vn>")))
    assert read.sender == Address("Nguyễn Thị Hường", "huong@vi-du.vn")
    assert read.to == (Address("", "tiepdan@phuong.vn"),)
    assert read.cc == (Address("", "a@x.vn"), Address("Lê B", "b@x.vn"))
    assert read.subject == "Phản ánh về rác"
    assert read.text == BODY


def test_the_day_is_told_in_local_time() -> None:
    read = mail.read(bytes(plain()))
    assert read.date is not None
    assert (read.date.replace(tzinfo=None), read.date.utcoffset()) == (datetime(2026, 3, 3, 16, 30), timedelta(hours=7))


@pytest.mark.parametrize("date", ["hôm qua", "Tue, 99 Foo 2026", "0"])
def test_a_date_that_cannot_be_is_left_open_with_a_note(date: str) -> None:
    read = mail.read(raw(f"From: a@b.vn\nDate: {date}", b"x"))
    assert read.date is None
    assert "nhập tay" in read.notes[0]


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "8bit"), ("windows-1258", "8bit"), ("utf-8", "base64"), ("utf-8", "quoted-printable"),
     ("x-no-such", "8bit"), ("us-ascii", "8bit"), ("iso-8859-1", "8bit")],
)  # fmt: skip
def test_every_charset_gives_the_same_letters(charset: str, encoding: str) -> None:
    text = "Kính gửi: tôi phản ánh việc xây dựng không phép của ông Đỗ Văn Cường ở phường."
    data = _cp1258(text) if charset == "windows-1258" else text.encode()
    if encoding == "base64":
        data = base64.encodebytes(data)
    elif encoding == "quoted-printable":
        import quopri

        data = quopri.encodestring(data)
    head = f"From: a@b.vn\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}"
    assert mail.read(raw(head, data)).text == text


def _cp1258(text: str) -> bytes:
    """Windows-1258 writes a letter and then its tone."""
    import unicodedata

    out = b""
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", letter)
            tone = next(m for m in apart[1:] if m in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", "".join(m for m in apart if m != tone))
            out += base.encode("cp1258") + tone.encode("cp1258")
    return out


def test_headers_in_raw_bytes_are_read_as_what_they_are() -> None:
    read = mail.read("From: Đỗ Hùng <hung@x.vn>\r\nSubject: Đơn kiến nghị\r\n\r\nx".encode())
    assert (read.sender, read.subject) == (Address("Đỗ Hùng", "hung@x.vn"), "Đơn kiến nghị")


def test_a_page_without_plain_text_gives_its_words_and_fetches_nothing() -> None:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "a@b.vn", "x"
    letter.set_content(
        "<html><head><style>p{color:red}</style></head><body><p>Tôi phản&nbsp;ánh</p><script>alert(1)</script>"
        '<img src="http://x.vn/1.png"><table><tr><td>A</td><td>B</td></tr></table>xong</body></html>',
        subtype="html",
    )
    text = mail.read(bytes(letter)).text
    assert text.split("\n")[0] == "Tôi phản ánh"
    assert text.endswith("A\tB\nxong")
    assert "alert" not in text


def test_of_two_wordings_the_plain_one_is_taken_once() -> None:
    letter = plain()
    letter.add_alternative("<p>Một bản khác</p>", subtype="html")
    assert mail.read(bytes(letter)).text == BODY


def test_an_empty_plain_wording_gives_way_to_the_page() -> None:
    letter = EmailMessage()
    letter["From"] = "a@b.vn"
    letter.set_content(" \n")
    letter.add_alternative("<p>Nội dung thật</p>", subtype="html")
    assert mail.read(bytes(letter)).text == "Nội dung thật"


def test_attachments_keep_their_bytes_and_lose_their_folders() -> None:
    letter = plain()
    data = word("Đơn")
    letter.add_attachment(data, maintype="application", subtype="octet-stream", filename="../../đơn của tôi.docx")
    (attachment,) = mail.read(bytes(letter)).attachments
    assert (attachment.name, attachment.data) == ("đơn của tôi.docx", data)


def test_a_name_in_an_old_encoding_is_decoded() -> None:
    name = "=?utf-8?b?" + base64.b64encode("đơn.pdf".encode()).decode() + "?="
    head = f'From: a@b.vn\nContent-Type: application/pdf\nContent-Disposition: attachment; filename="{name}"'
    assert mail.read(raw(head, b"%PDF")).attachments[0].name == "đơn.pdf"


def nested(depth: int) -> EmailMessage:
    inner = plain(Subject=f"Lớp {depth}")
    inner.add_attachment(b"anh", maintype="image", subtype="jpeg", filename=f"anh-{depth}.jpg")
    for level in range(depth - 1, -1, -1):
        outer = plain(Subject=f"Lớp {level}")
        outer.add_attachment(inner)
        inner = outer
    return inner


def test_a_mail_within_a_mail_is_read_with_what_hangs_on_it() -> None:
    read = mail.read(nested(2).as_bytes(policy=SMTP))
    names = [a.name for a in read.walk()]
    assert names == ["Lớp 1.eml", "Lớp 2.eml", "anh-2.jpg"]
    inner = read.attachments[0].mail
    assert inner is not None
    assert (inner.subject, inner.text) == ("Lớp 1", BODY)


def test_layers_beyond_the_limit_are_named_and_not_opened() -> None:
    read = mail.read(nested(DEEPEST + 3).as_bytes(policy=SMTP))
    letters, deepest = 1, read
    while deepest.attachments and deepest.attachments[0].mail:
        deepest, letters = deepest.attachments[0].mail, letters + 1
    assert letters == DEEPEST
    assert "quá nhiều lớp" in deepest.notes[0]


def test_a_hundred_attachments_are_taken_and_no_more() -> None:
    letter = plain()
    for n in range(105):
        letter.add_attachment(b"x", maintype="image", subtype="png", filename=f"{n}.png")
    read = mail.read(bytes(letter))
    assert len(read.attachments) == 100
    assert "quá nhiều tệp kèm" in read.notes[0]


def test_winmail_is_passed_over_with_a_note() -> None:
    letter = plain()
    letter.add_attachment(b"\x78\x9f\x3e\x22", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    read = mail.read(bytes(letter))
    assert read.attachments == ()
    assert "winmail.dat" in read.notes[0]


def test_the_look_names_attachments_that_will_not_be_taken_and_keeps_the_mail() -> None:
    letter = plain()
    letter.add_attachment(
        word("Đơn", word__vbaProject_bin=b"VBA"), maintype="application", subtype="octet-stream", filename="don.docm"
    )
    letter.add_attachment(word("Đơn"), maintype="application", subtype="octet-stream", filename="don.docx")
    paper = papers.look(bytes(letter), "thu.eml")
    assert paper.mail is not None
    assert paper.mail.subject == "Phản ánh về rác"
    assert len(paper.problems) == 1
    assert "don.docm" in paper.problems[0]


@pytest.mark.parametrize(
    "data",
    [
        b"From: a@b.vn\r\nTo: c\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\nnichts",
        b"From: =?utf-8?b?@@@?=\r\nTo: ,,;\r\nSubject: =?bad?q?x\r\n\r\n\xff\xfe",
    ],
)
def test_a_damaged_mail_is_read_as_far_as_it_goes(data: bytes) -> None:
    assert papers.look(data, "thu.eml").kind == "eml"


# Outlook


TICKS = 10_000_000
SENT = int((datetime(2026, 3, 3, 9, 30) - datetime(1601, 1, 1)).total_seconds()) * TICKS
PERSON = outlook_tree(8, t3001_001F="Tiếp dân", t39FE_001F="tiepdan@phuong.vn", t0C15_0003=1)
COPY = outlook_tree(8, t3001_001F="Lê B", t3003_001F="b@x.vn", t0C15_0003=2)


def message(head: int = 32, **more: object) -> dict[str, object]:
    given = {
        "t0037_001F": "Phản ánh về rác", "t0C1A_001F": "Nguyễn Thị Hường", "t0C1F_001F": "/O=X/CN=HUONG",
        "t5D01_001F": "huong@vi-du.vn", "t1000_001F": BODY.replace("\n", "\r\n"), "t0039_0040": SENT,
        "recipients": [PERSON, COPY],
    }  # fmt: skip
    return outlook_tree(head, **(given | more))


def attached(name: str, data: bytes) -> dict[str, object]:
    return outlook_tree(8, t3707_001F=name, t3701_0102=data, t370E_001F="application/pdf", t3705_0003=1)


def within(tree: dict[str, object]) -> dict[str, object]:
    return outlook_tree(8, t3001_001F="Thư chuyển tiếp", t3705_0003=5) | {"__substg1.0_3701000D": tree}


def test_a_mail_of_outlook_gives_the_same() -> None:
    read = outlook.read(container(message()))
    assert read.sender == Address("Nguyễn Thị Hường", "huong@vi-du.vn")
    assert read.to == (Address("Tiếp dân", "tiepdan@phuong.vn"),)
    assert read.cc == (Address("Lê B", "b@x.vn"),)
    assert (read.subject, read.text) == ("Phản ánh về rác", BODY)
    assert read.date is not None
    assert read.date.replace(tzinfo=None) == datetime(2026, 3, 3, 16, 30)


def test_attachments_of_outlook_and_mails_within() -> None:
    big = bytes(range(256)) * 40
    inner = message(24, t0037_001F="Thư gốc", attachments=[attached("anh.pdf", big)])
    read = outlook.read(container(message(attachments=[attached("đơn.pdf", b"%PDF"), within(inner)])))
    assert [a.name for a in read.walk()] == ["đơn.pdf", "Thư gốc", "anh.pdf"]
    assert [a.data for a in read.walk()][2] == big
    assert read.attachments[1].mail is not None
    assert read.attachments[1].mail.subject == "Thư gốc"


def test_narrow_letters_of_old_outlook_by_their_code_page() -> None:
    tree = message(t0037_001E="Don kien nghi", t1000_001E=_cp1258("Đường hỏng ở phường"), t3FFD_0003=1258)
    del tree["__substg1.0_0037001F"], tree["__substg1.0_1000001F"]
    read = outlook.read(container(tree))
    assert (read.subject, read.text) == ("Don kien nghi", "Đường hỏng ở phường")


def test_a_page_or_an_rtf_stands_in_where_there_is_no_plain_text() -> None:
    page = message(t1013_0102="<p>Trang thư</p>".encode(), t3FDE_0003=65001)
    del page["__substg1.0_1000001F"]
    assert outlook.read(container(page)).text == "Trang thư"
    rich = message(t1009_0102=stored_rtf(rb"{\rtf1\ansi Tr\u225?ng \b th\u432?\b0\par xong}"))
    del rich["__substg1.0_1000001F"]
    assert outlook.read(container(rich)).text == "Tráng thư\nxong"


def stored_rtf(text: bytes) -> bytes:
    head = (len(text) + 12).to_bytes(4, "little") + len(text).to_bytes(4, "little")
    return head + b"MELA" + b"\0" * 4 + text


def test_a_compressed_body_comes_out_as_the_standard_says() -> None:
    """The two examples of MS-OXRTFCP 4.1 and 4.2."""
    first = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert rtf.unpacked(first) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    second = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert rtf.unpacked(second) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


@pytest.mark.parametrize("data", [container(message())[:1500], container(message())[:600] + b"\xff" * 2000])
def test_a_damaged_container_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(Refusal, match=r"bị hỏng|Chưa nhận được"):
        papers.look(data, "thu.msg")


def test_the_look_takes_outlooks_mail_for_what_it_is() -> None:
    paper = papers.look(container(message()), "thu.msg")
    assert paper.kind == "msg"
    assert paper.mail is not None
    assert paper.mail.sender.name == "Nguyễn Thị Hường"


def test_a_marked_file_in_a_mail_of_outlook_is_refused_with_it() -> None:
    with pytest.raises(papers.SecretPaper):
        papers.look(container(message(attachments=[attached("bc.docx", word("MẬT", "Số 12"))])), "thu.msg")
