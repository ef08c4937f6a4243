"""Petitions made up for the tests of matching: ten printed forms, filled in by chance, and nine ways to send them again.

Nobody and nothing in here is real. Each form is told three times: as written, in other words, and in the third person.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

FAMILIES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Mai Đoàn Trịnh Lương Tô Hà Thái".split()
MIDDLES = "Văn Thị Hữu Đức Minh Ngọc Thanh Quang Công Xuân Kim Thu Bá Đình Hồng".split()
GIVEN = (
    "An Bình Cường Dũng Đạt Giang Hà Hải Hạnh Hiền Hòa Hùng Hương Khánh Lan Liên Linh Long Mai Nam Nga Nghĩa Nhung Phong Phúc "
    "Quân Sơn Tâm Thảo Thắng Thủy Trang Trung Tú Tuấn Tuyết Vân Việt Yến Lộc Đào Nhi Châu Khoa Toàn Thiện Đông Thúy Oanh"
).split()
PLACES = (
    "Hòa Bắc,Tân Thạnh,Phước Long,An Khê,Bình Trị,Đại Lộc,Thuận Giao,Vĩnh Trung,Long Mỹ,Suối Đá,Đồng Tâm,Xuân Hòa,Kim Sơn,"
    "Nghĩa Thắng,Thạch Bàn,Yên Viên,Phú Cường,Mỹ Lợi,Cẩm Thịnh,Tam Hiệp,Sơn Tịnh,Trà Linh,Bàu Hàm,Hưng Thọ,Quảng Yên Hạ"
).split(",")
STREETS = "Trần Cao Vân,Lò Đúc,Bến Nghé Cũ,Hàng Bột,Ngô Mây,Kênh Ba Bò,Đê La Thành,Cây Trâm,Hoàng Hoa Thám,Tân Sơn Nhì".split(",")
SHOPS = "Hải Âu,Sao Biển,Ngọc Mai,Phố Xưa,Bốn Mùa,Hoàng Gia,Thiên Thanh,Đại Phát,Minh Long,Trường Thịnh,Vạn Lộc,Nam Á".split(",")
ADDRESSEES = (
    "Chủ tịch UBND {xa},Thanh tra tỉnh,Ban Tiếp công dân thành phố,Đoàn đại biểu Quốc hội tỉnh,Báo Tiếng Nói Nhân Dân,"
    "Công an tỉnh; Viện kiểm sát nhân dân tỉnh,Ủy ban MTTQ Việt Nam huyện {huyen},Văn phòng HĐND và UBND huyện {huyen}"
).split(",")

Facts = dict[str, str]


@dataclass(frozen=True)
class Form:
    """One printed form: as written, in other words, in the third person; what changes from matter to matter is in braces."""

    name: str
    written: str
    reworded: str
    told: str


FORMS = [
    Form(
        "noise",
        """ĐƠN PHẢN ÁNH TIẾNG ỒN
Kính gửi: UBND phường {xa}
Tôi là {name}, sinh năm {year}, ở số {house} đường {street}, phường {xa}, quận {huyen}. Tôi phản ánh quán karaoke {shop} do ông {accused} làm chủ.
Từ ngày {d1}, quán mở loa thùng từ {h1} giờ tới {h2} giờ đêm, có hôm đo được {n2} dB. Nhà tôi có cháu nhỏ {n1} tháng tuổi, cả nhà mất ngủ.
Tôi đã gọi đường dây nóng {n3} lần. Ngày {d2}, công an phường xuống lập biên bản số {doc}, phạt {m1} đồng nhưng hôm sau quán mở lại như cũ.
Đề nghị phường đo độ ồn, buộc quán cách âm và xử lý việc bao che nếu có.
{xa}, ngày {signed}
{name}""",
        """Gửi các anh chị bên phường
Tôi, {name} nhà {house} {street}, xin nói về cái quán {shop} của ông {accused}. Đêm nào họ cũng hát, {h1} giờ bắt đầu, {h2} giờ chưa nghỉ, chuyện này có từ hôm {d1}. Con tôi mới {n1} tháng, máy đo có lúc lên tới {n2}.
Hôm {d2} công an có tới lập biên bản {doc}, nghe đâu phạt {m1_spoken}, mà phạt xong đâu lại vào đấy. Mong phường làm dứt điểm giùm.""",
        """BIÊN BẢN GHI LỜI TRÌNH BÀY
Người trình bày: {title} {name}, thường trú số {house} đường {street}, phường {xa}.
Nội dung: {title} {given} cho biết quán karaoke {shop} (chủ quán: {accused}) gây ồn từ ngày {d1}, thời gian từ {h1} giờ đến {h2} giờ. Ngày {d2}, lực lượng công an đã lập biên bản số {doc}, mức phạt {m1} đồng, song tình trạng vẫn tiếp diễn. Người trình bày đề nghị đo độ ồn.""",
    ),
    Form(
        "compensation",
        """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
ĐƠN KHIẾU NẠI
(Về giá bồi thường khi thu hồi đất)
Kính gửi: Chủ tịch UBND huyện {huyen}
Tôi tên là {name}, sinh năm {year}, ngụ ấp {n3}, xã {xa}, huyện {huyen}. Tôi khiếu nại Quyết định số {doc}/QĐ-UBND ngày {d1} về việc phê duyệt phương án bồi thường dự án hồ chứa nước {project}.
Thửa đất số {plot}, tờ bản đồ số {sheet}, diện tích {area} m2 của gia đình tôi đang trồng {n1} gốc sầu riêng, nhưng Trung tâm Phát triển quỹ đất chỉ áp giá đất trồng lúa {m1} đồng/m2, tổng cộng {m2} đồng. Hộ bên cạnh là ông {accused} cùng loại đất được tính gấp đôi.
Ngày {d2} tôi nhận thông báo chi trả và không ký nhận. Tôi đề nghị xác định lại vị trí, loại đất và bồi thường bổ sung.
Tôi cam đoan lời khai trên là đúng sự thật.
{xa}, ngày {signed}
Người khiếu nại
(đã ký) {name}""",
        """Kính thưa quý cấp
Tôi tên {name}, dân xã {xa}, bị ảnh hưởng bởi hồ {project}. Miếng đất {area_spoken} mét vuông của tôi, thửa {plot} tờ {sheet}, có {n1} cây sầu riêng mà người ta áp theo giá ruộng, được vỏn vẹn {m2_spoken}. Kế bên, nhà {accused} thì được gấp đôi. Tôi không ký biên nhận hôm {d2}. Xin coi lại Quyết định {doc} giùm tôi, tôi làm đơn nhiều lần rồi.""",
        """PHIẾU TIẾP CÔNG DÂN
Công dân: {name}, xã {xa}, huyện {huyen}.
Tóm tắt: Công dân {name} khiếu nại Quyết định {doc}/QĐ-UBND. Theo công dân, thửa {plot} (tờ bản đồ {sheet}), diện tích {area} m2, bị áp sai loại đất trong dự án {project}; số tiền được duyệt là {m2} đồng, trong khi hộ {accused} liền kề được áp giá cao hơn. Công dân chưa nhận tiền.""",
    ),
    Form(
        "school",
        """Kính gửi: Phòng Giáo dục và Đào tạo huyện {huyen}
ĐƠN TỐ CÁO
Tôi là {name}, phụ huynh học sinh lớp {class} Trường Tiểu học {project}. Tôi tố cáo bà {accused}, hiệu trưởng nhà trường.
Đầu năm học, trường thu mỗi em {m1} đồng tiền "xã hội hóa", {m3} đồng tiền máy lạnh và {m4} đồng quỹ lớp, không có biên bản họp phụ huynh, không có biên lai. Toàn trường {n2} em, tính ra hơn {m2} đồng.
Ngày {d1}, tôi hỏi thì cô chủ nhiệm {witness} bảo làm theo chỉ đạo. Ngày {d2} con tôi bị chuyển xuống ngồi bàn cuối.
Đề nghị làm rõ các khoản thu, trả lại tiền cho phụ huynh và bảo vệ con tôi.
Ngày {signed}
{name} (đã ký)""",
        """Gửi báo
Con tôi học {class} trường {project}. Cô hiệu trưởng {accused} thu của mỗi cháu {m1_spoken} gọi là xã hội hóa rồi thêm {m3_spoken} tiền máy lạnh, chẳng họp hành, chẳng giấy tờ gì. Có {n2} cháu thì cô cầm bao nhiêu. Tôi thắc mắc với cô {witness} hôm {d1}, mấy bữa sau con tôi bị đẩy xuống cuối lớp. Tôi xin báo đừng in tên, tôi là {name}.""",
        """Bà/ông {name} (phụ huynh lớp {class}, Trường Tiểu học {project}) trình bày: Hiệu trưởng {accused} chỉ đạo thu {m1} đồng/học sinh xã hội hóa, {m3} đồng tiền máy lạnh, {m4} đồng quỹ lớp trên tổng số {n2} học sinh. Khi phụ huynh phản ánh ngày {d1} với giáo viên {witness}, con của phụ huynh bị đổi chỗ ngồi.""",
    ),
    Form(
        "sand",
        """ĐƠN TỐ GIÁC KHAI THÁC CÁT TRÁI PHÉP
Kính gửi: Công an huyện {huyen}
Chúng tôi là các hộ dân ven sông thôn {n1}, xã {xa}, xin không nêu tên. Từ tháng {my}, tàu hút số hiệu {code} của Công ty {shop} do ông {accused} điều hành hút cát cách bờ chưa tới {n2} mét.
Mỗi đêm {n3} chuyến, mỗi chuyến {area} khối, bán tại bãi {street} giá {m1} đồng/khối. Đêm {d1} bờ sông lở {n4} mét, cuốn mất chuồng bò của một hộ.
Ngày {d2} chúng tôi báo xã, cán bộ {witness} tới chụp hình rồi về. Mong công an huyện kiểm tra đột xuất.
Tháng {my}
Người dân xã {xa}""",
        """Kính gửi anh trưởng công an
Bà con xóm sông xã {xa} cầu cứu. Tàu {code} của {shop} hút cát cả đêm, ngày nào cũng {n3} chuyến, bữa {d1} đất lở vô {n4} mét. Chủ là {accused}. Cát chở về bãi {street} bán {m1_spoken} một khối. Xã thì có ông {witness} xuống ngó hôm {d2} rồi thôi. Xin giấu tên.""",
        """Tin báo: Theo phản ánh của người dân xã {xa}, phương tiện {code} thuộc Công ty {shop} (người điều hành {accused}) khai thác cát trái phép, tập kết tại bãi {street}, khối lượng {area} khối/chuyến, {n3} chuyến/đêm. Ngày {d1} xảy ra sạt lở {n4} mét bờ sông.""",
    ),
    Form(
        "insurance",
        """Kính gửi: Bảo hiểm xã hội tỉnh; Liên đoàn Lao động huyện {huyen}
Tôi là {name}, công nhân tổ may {n1}, Công ty TNHH {shop}, địa chỉ khu công nghiệp {project}. Số sổ bảo hiểm {phone}.
Công ty trừ lương tôi mỗi tháng {m1} đồng tiền bảo hiểm từ tháng {my} nhưng không đóng. Khi tôi sinh con ngày {d1}, cơ quan bảo hiểm trả lời công ty nợ {m2} đồng của {n2} người nên không giải quyết chế độ.
Ngày {d2}, giám đốc {accused} hứa đóng bù trong {n3} tuần, tới nay chưa thấy. Nhiều chị em nghỉ việc cũng không chốt được sổ.
Đề nghị thanh tra, buộc công ty đóng đủ và trả chế độ thai sản cho tôi.
{huyen}, ngày {signed}
{name}""",
        """Em là {name}, làm may ở {shop} khu {project}. Lương em tháng nào cũng bị trừ {m1_spoken} bảo hiểm mà công ty có đóng đâu. Em sanh bé hôm {d1}, lên hỏi thì họ nói công ty thiếu {m2_spoken}, {n2} công nhân đều vậy. Giám đốc {accused} hứa hoài. Số sổ của em: {phone}. Mong được giúp để em có tiền nuôi con.""",
        """Chị {name}, công nhân Công ty {shop} (khu công nghiệp {project}), phản ánh: công ty trừ {m1} đồng/tháng từ {my} nhưng nợ bảo hiểm {m2} đồng của {n2} lao động; chị sinh con ngày {d1} không được hưởng thai sản. Ông {accused}, giám đốc, hứa đóng bù nhưng chưa thực hiện. Mã sổ {phone}.""",
    ),
    Form(
        "permit",
        """ĐƠN KIẾN NGHỊ
Kính gửi: UBND quận {huyen}
Tôi tên {name}, ngụ tại số {house} hẻm {n1} đường {street}, phường {xa}, điện thoại {phone}.
Nhà số {house2} sát vách do bà {accused} làm chủ xây {n3} tầng theo giấy phép {doc}/GPXD, nay đã lên {n4} tầng, đào móng làm tường nhà tôi nứt {n2} mm, nền lún phía bếp.
Ngày {d1} phường lập biên bản đình chỉ nhưng công trình vẫn thi công ban đêm. Kiểm định của Công ty {shop} ngày {d2} kết luận phải gia cố, chi phí {m1} đồng, bà {given2} chỉ chịu trả {m2} đồng.
Kiến nghị quận cưỡng chế phần sai phép, buộc bồi thường trước khi cho hoàn công.
{xa}, ngày {signed}
{name}""",
        """Thưa quý ông bà, nhà tôi ({house}, hẻm {n1} {street}) sắp sập vì nhà kế bên số {house2} của bà {accused} đào móng. Giấy phép {doc} cho {n3} tầng, giờ đã {n4} tầng. Tường nứt {n2} li. Bên {shop} tới kiểm định hôm {d2} nói sửa hết {m1_spoken}, bà ấy đưa có {m2_spoken}. Tôi là {name}, số máy {phone}, xin quận can thiệp.""",
        """Người phản ánh {name} ({phone}) cho biết công trình số {house2} hẻm {n1} đường {street} do bà {accused} xây dựng sai giấy phép {doc}/GPXD ({n4} tầng thay vì {n3} tầng), gây nứt nhà số {house}. Đơn vị kiểm định {shop} ước tính {m1} đồng để gia cố.""",
    ),
    Form(
        "poor",
        """Kính gửi: Ủy ban MTTQ Việt Nam xã {xa}
Tôi là {name}, sinh năm {year}, thôn {project}, xã {xa}. Tôi phản ánh việc bình xét hộ nghèo năm nay.
Trưởng thôn {accused} đưa em ruột là {witness}, có nhà xây {n3} tầng và xe tải {n1} tấn, vào danh sách, nhận hỗ trợ làm nhà {m1} đồng và {n2} kg gạo.
Nhà tôi {n4} khẩu, chồng bị tai biến từ ngày {d1}, thu nhập mỗi tháng chưa tới {m2} đồng thì bị loại với {h1} phiếu chống. Cuộc họp ngày {d2} chỉ mời họ hàng của trưởng thôn.
Xin mặt trận cho bình xét lại công khai.
{xa}, ngày {signed}
{name} (điểm chỉ)""",
        """Tui là {name} ở thôn {project}. Ông {accused} trưởng thôn cho em trai {witness} ăn hộ nghèo, trong khi nhà nó {n3} tầng, có xe tải. Nó lãnh {m1_spoken} làm nhà với {n2} ký gạo. Tui nuôi {n4} miệng ăn, chồng liệt từ {d1} thì bị gạch tên bữa họp {d2}. Xin cấp trên coi lại.""",
        """Bà {name}, thôn {project}, xã {xa}, khiếu nại kết quả bình xét hộ nghèo: trưởng thôn {accused} đưa người thân ({witness}) vào danh sách nhận {m1} đồng và {n2} kg gạo dù có nhà {n3} tầng. Hộ bà {given} có {n4} nhân khẩu, chồng bệnh từ ngày {d1}, bị loại tại cuộc họp ngày {d2}.""",
    ),
    Form(
        "vague",
        """ĐƠN TỐ CÁO
Kính gửi: Các cơ quan chức năng
Tôi là một người dân xã {xa}, không dám nêu tên. Cán bộ địa chính xã tên {given} nhận tiền của dân mà không làm giấy tờ, ai có phong bì thì xong trước, ai không có thì bị hẹn lần này qua lần khác.
Nhiều người già đi lại cả chục bận, có người bán cả con bò để lo lót. Hỏi tới thì bị dọa cho nằm hồ sơ tới chết. Lãnh đạo xã biết nhưng làm ngơ vì có phần trong đó.
Mong các cơ quan về tận nơi tìm hiểu, đừng chuyển đơn về xã kẻo chúng tôi bị trả thù.
Một công dân xã {xa}""",
        """Xã {xa} có ông địa chính tên {given} hành dân dữ lắm, muốn làm giấy tờ đất phải có tiền trước, không thì ngâm hồ sơ. Người già đi lên đi xuống, có nhà bán bò chạy chọt. Lãnh đạo xã biết hết mà im. Xin đừng gửi đơn này về xã.""",
        """Người dân xã {xa} (giấu tên) tố cáo cán bộ địa chính tên {given} nhũng nhiễu, nhận tiền khi làm giấy tờ đất; người không đưa tiền bị kéo dài hồ sơ. Người tố cáo đề nghị không chuyển đơn về xã.""",
    ),
]

REWORDABLE = [form for form in FORMS if form.name != "vague"]


def person(rng: random.Random) -> str:
    return " ".join([rng.choice(FAMILIES), *rng.sample(MIDDLES, rng.choice((1, 1, 2))), rng.choice(GIVEN)])


def money(rng: random.Random) -> int:
    return rng.choice((rng.randint(2, 99) * 100_000, rng.randint(10, 990) * 1_000_000, rng.randint(101, 999) * 1_000))


def day(rng: random.Random, style: int) -> str:
    d, m, y = rng.randint(1, 28), rng.randint(1, 12), rng.choice((2022, 2023, 2024, 2025))
    return (f"{d:02d}/{m:02d}/{y}", f"{d}/{m}/{y}", f"{d} tháng {m} năm {y}")[style]


def matter(rng: random.Random) -> Facts:
    """The facts of one matter, each slot filled by chance."""
    name, accused = person(rng), person(rng)
    facts: Facts = {
        "name": name, "given": name.split()[-1], "accused": accused, "given2": accused.split()[-1], "witness": person(rng),
        "title": rng.choice(("bà", "ông")), "year": str(rng.randint(1940, 1998)), "xa": rng.choice(PLACES),
        "huyen": rng.choice(PLACES), "project": rng.choice(PLACES), "street": rng.choice(STREETS), "shop": rng.choice(SHOPS),
        "house": f"{rng.randint(2, 400)}/{rng.randint(1, 60)}", "house2": str(rng.randint(100, 400)),
        "doc": str(rng.randint(101, 4999)), "plot": str(rng.randint(20, 999)), "sheet": str(rng.randint(2, 60)),
        "area": str(rng.randint(101, 990)), "class": f"{rng.randint(1, 5)}A{rng.randint(1, 9)}",
        "code": f"{rng.choice(('TG', 'LA', 'SG', 'BT'))}-{rng.randint(1001, 9999)}", "phone": f"09{rng.randint(10**7, 10**8 - 1)}",
        "my": f"{rng.randint(1, 12)}/{rng.choice((2023, 2024))}", "h1": str(rng.randint(18, 21)), "h2": str(rng.randint(22, 24)),
        "d1": day(rng, 0), "d2": day(rng, 1), "signed": day(rng, 2),
    }  # fmt: skip
    for slot in ("n1", "n2", "n3", "n4"):
        facts[slot] = str(rng.randint(3, 99))
    facts["n2"] = str(rng.randint(60, 900))
    for slot in ("m1", "m2", "m3", "m4"):
        facts |= amounts(slot, money(rng))
    facts["area_spoken"] = words(int(facts["area"]))
    return facts


def amounts(slot: str, value: int) -> Facts:
    thousand = f"{value // 1000} ngàn" if value < 10**6 else f"{value / 10**6:g}".replace(".", ",") + " triệu"
    return {slot: f"{value:,}".replace(",", "."), f"{slot}_spoken": thousand}


def words(number: int) -> str:
    ones = "không một hai ba bốn năm sáu bảy tám chín".split()
    hundreds, rest = divmod(number, 100)
    tens, one = divmod(rest, 10)
    said = f"{ones[hundreds]} trăm"
    if tens == 0:
        return said + (f" lẻ {ones[one]}" if one else "")
    said += " mười" if tens == 1 else f" {ones[tens]} mươi"
    return said + (f" {ones[one]}" if one else "")


def rival(rng: random.Random, facts: Facts) -> Facts:
    """Other facts in the same form; place, project, decision or the accused may be the same, as among neighbours."""
    other = matter(rng)
    shared = rng.sample(["xa", "huyen", "project", "street", "shop", "accused", "doc", "sheet", "d1", "my", "class"], rng.randint(1, 4))
    other |= {slot: facts[slot] for slot in shared}
    return other | {"given2": other["accused"].split()[-1]}


def anew(rng: random.Random, facts: Facts) -> Facts:
    """The same person about another matter."""
    return matter(rng) | {slot: facts[slot] for slot in ("name", "given", "title", "year", "xa", "huyen", "house", "street", "phone")}


# --- nine ways to send a petition again ------------------------------------------------------------------------------


def retyped(rng: random.Random, text: str) -> str:
    for a, b in (("Ủy ban nhân dân", "UBND"), ("UBND", "Ủy ban nhân dân"), ("Đề nghị", "Tôi đề nghị"), ("Công ty", "Cty"),
                 ("không có", "ko có"), ("Tôi là", "Tôi tên"), ("Mong", "Rất mong"), ("Ngày", "Hôm")):  # fmt: skip
        if rng.random() < 0.5:
            text = text.replace(a, b, 1)
    return text


def reordered(rng: random.Random, text: str) -> str:
    lines = text.split("\n")
    body = [i for i, line in enumerate(lines) if len(line) > 90]
    mixed = rng.sample(body, len(body))
    return "\n".join(lines[mixed[body.index(i)]] if i in body else line for i, line in enumerate(lines))


def bare(_: random.Random, text: str) -> str:
    stripped = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return stripped.replace("đ", "d").replace("Đ", "D")


def scanned(rng: random.Random, text: str) -> str:
    """What a scanner and its software make of a page: letters taken for others, words run together, lines broken."""
    misread = {"n": "ri", "h": "b", "m": "rn", "g": "q", "e": "c", "u": "ư", "i": "í", "đ": "d", "l": "I"}
    out: list[str] = []
    for i, char in enumerate(text):
        chance = rng.random()
        near_digit = any(c.isdigit() for c in text[max(0, i - 1) : i + 2])
        if chance < 0.03 and char in misread:
            char = misread[char]
        elif chance < 0.07 and char.isalpha():
            char = bare(rng, char)
        elif chance < 0.08 and char == " " and not near_digit:
            char = ""
        elif chance < 0.12 and char == " ":
            char = "\n"
        elif chance < 0.03 and char in "10":
            char = {"1": "l", "0": "O"}[char]
        out.append(char)
    return "".join(out)


def addressed(rng: random.Random, text: str) -> str:
    to = rng.choice(ADDRESSEES).format(xa=rng.choice(PLACES), huyen=rng.choice(PLACES))
    text = re.sub(r"Kính gửi: .*", f"Kính gửi: {to}", text)
    return re.sub(r"ngày \d+ tháng \d+ năm \d+", f"ngày {day(rng, 2)}", text)


def added(rng: random.Random, text: str) -> str:
    lines = text.split("\n")
    more = (
        f"Tôi bổ sung: ngày {day(rng, 0)} có người lạ gọi điện dọa gia đình tôi, số máy 08{rng.randint(10**7, 10**8 - 1)}. "
        f"Anh {person(rng)} ở gần nhà cũng chứng kiến. Tôi đã tốn {money(rng):,} đồng đi lại."
    ).replace(",", ".")
    lines.insert(max(2, len(lines) - 3), more)
    return "\n".join(lines)


def first_page(rng: random.Random, text: str) -> str:
    return text[: int(len(text) * rng.uniform(0.55, 0.75))]


def passed_on(rng: random.Random, text: str) -> str:
    return (
        f"THANH TRA TỈNH\nSố: {rng.randint(20, 900)}/PC-TTT\nPHIẾU CHUYỂN ĐƠN\nNgày {day(rng, 2)}, Thanh tra tỉnh nhận được đơn "
        f"của công dân. Căn cứ Luật Tiếp công dân, Thanh tra tỉnh chuyển đơn đến UBND huyện {rng.choice(PLACES)} để giải quyết theo "
        f"thẩm quyền. Người liên hệ: {person(rng)}, điện thoại 02{rng.randint(10**8, 10**9 - 1)}.\n----------\n{text}"
    )


WAYS: dict[str, Callable[[random.Random, str], str]] = {
    "retyped": retyped, "reordered": reordered, "diacritics lost": bare, "scanned": scanned, "other addressee": addressed,
    "paragraph added": added, "first page": first_page, "passed on": passed_on,
}  # fmt: skip


def written(form: Form, facts: Facts) -> str:
    return form.written.format(**facts)


def twins(rng: random.Random, form: Form, facts: Facts) -> dict[str, str]:
    """The petition and how it comes again: each way, two ways at once, in other words, in the third person."""
    text = written(form, facts)
    found = {"written": text} | {way: change(rng, text) for way, change in WAYS.items()}
    first, second = rng.sample([w for w in WAYS if w not in ("first page", "passed on")], 2)
    found["two ways"] = WAYS[second](rng, WAYS[first](rng, text))
    found["first page, scanned"] = scanned(rng, first_page(rng, text))
    if form in REWORDABLE:
        found["in other words"] = form.reworded.format(**facts)
        found["in the third person"] = form.told.format(**facts)
        found["in other words, bare"] = bare(rng, found["in other words"])
    return found
