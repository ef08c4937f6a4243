"""Petitions told again by others, in number words, and petitions of the same people about something else."""

from __future__ import annotations

import pytest

from liemchinh.kernel.matching import facts_of, fingerprint, links

#: One matter: told by somebody else, or by another spokesman of the group, with numbers in words.
TOLD_AGAIN = [
    (
        "vouchers and the addition",
        "ĐƠN TỐ CÁO\nTôi là Vũ Đình Quắc, cán bộ hưu trí. Tôi tố cáo bà Hồ Thị Nhài, kế toán Trường Tiểu học Hoa "
        "Mai, năm 2025 lập khống 14 chứng từ mua văn phòng phẩm, rút 86.400.000 đồng. Kèm bảng sao kê.",
        "ĐƠN TỐ CÁO\nTôi là Vũ Đình Quắc, cán bộ hưu trí. Tôi tố cáo bà Hồ Thị Nhài, kế toán Trường Tiểu học Hoa "
        "Mai, năm 2025 lập khống 14 chứng từ mua văn phòng phẩm, rút 86.400.000 đồng. Kèm bảng sao kê.\nBổ sung: "
        "ngày 02/10/2026 bà Nhài còn sửa sổ quỹ tháng 9, có ảnh chụp màn hình. Đề nghị niêm phong sổ.",
    ),
    (
        "a wall, told by a neighbour",
        "Tôi là Mai Thị Lựu, số 31 Bạch Đằng. Ngày 12/8/2026 xe ben chở đất công trình trường học làm vỡ 6 m vỉa "
        "hè và sập bờ tường nhà tôi. Đề nghị bồi thường 22 triệu đồng.",
        "Gửi báo Tuổi Trẻ: Cô Mai Thị Lựu, nhà 31 Bạch Đằng phường tôi, khổ vì công trình trường học: giữa tháng "
        "tám vừa rồi xe ben tông sập tường, vỡ vỉa hè, cô đòi hai mươi hai triệu mà nhà thầu lờ đi.",
    ),
    (
        "a lift and a fund, another spokesman",
        "Tập thể 23 hộ chung cư Hòa Bình lô C kiến nghị sửa thang máy số 2 hỏng từ ngày 4/7/2026, ban quản trị "
        "thu 1,2 tỷ quỹ bảo trì chưa công khai. Đại diện: Tô Vĩnh Diện",
        "Chúng tôi 19 hộ lô C chung cư Hòa Bình xin nhắc: thang số hai hư từ đầu tháng bảy chưa ai sửa, quỹ bảo "
        "trì một tỷ hai ban quản trị chưa báo cáo. Đại diện ký: Lương Thị Hợi",
    ),
    (
        "retold words money",
        "Tôi là Ngô Thị Mến, số 8 Cầu Đất. Ngày 20/6/2026 thợ điện cắt nhầm dây làm cháy tủ lạnh và máy bơm, "
        "thiệt hại 18 triệu đồng. Đề nghị bồi thường.",
        "Bà Ngô Thị Mến ở 8 Cầu Đất nhờ tôi báo giúp: hồi tháng sáu thợ điện cắt nhầm, tủ lạnh máy bơm cháy hết, "
        "bà xin đền mười tám triệu mà chưa ai trả lời.",
    ),
    (
        "ty hai spelled",
        "Tập thể 41 hộ tòa B chung cư Ánh Dương kiến nghị: thang máy số 3 hỏng từ ngày 2/5/2026, quỹ bảo trì 2,4 "
        "tỷ không công khai. Đại diện: Vũ Thị Hiền",
        "Chúng tôi 38 hộ tòa B chung cư Ánh Dương xin nhắc lại: thang số ba hư mấy tháng, quỹ bảo trì hai tỷ tư "
        "chưa thấy công khai. Đại diện ký: Lê Quốc Toản",
    ),
    (
        "households words",
        "Tập thể hai mươi ba hộ hẻm 45 đường Lý Nam Đế kiến nghị nạo vét cống, đã ngập 6 lần từ ngày 10/7/2026, "
        "hư 14 xe máy. Đại diện: Tạ Văn Lộc",
        "Hai mươi ba hộ chúng tôi ở hẻm 45 Lý Nam Đế xin được nạo vét cống, từ 10/7 ngập sáu lần, mười bốn xe "
        "máy hỏng. Tạ Văn Lộc",
    ),
    (
        "third person plot",
        "Tôi là Kha Văn Đạt, thửa đất số 331, tờ bản đồ 12, bị thu hồi 84 m2 theo Quyết định số 56/QĐ-UBND ngày "
        "11/3/2026, bồi thường 290 triệu đồng.",
        "Chú Kha Văn Đạt nhờ báo hỏi giúp: thửa 331 tờ 12 nhà chú bị thu tám mươi bốn mét vuông, huyện đền hai "
        "trăm chín mươi triệu, chú không chịu.",
    ),
    (
        "bribe retold",
        "Tôi là Chu Thị Tâm. Ngày 6/4/2026 ông Dương Văn Kế, cán bộ địa chính xã Tân Hòa, đòi 35 triệu đồng để "
        "làm sổ đỏ.",
        "Gửi báo: chị Chu Thị Tâm kể ông Kế địa chính xã Tân Hòa vòi ba mươi lăm triệu mới làm sổ đỏ cho chị hồi "
        "đầu tháng tư.",
    ),
]

#: The same people and places, another matter.
ANOTHER_MATTER = [
    (
        "vouchers, then meals a year later",
        "ĐƠN TỐ CÁO\nTôi là Vũ Đình Quắc, cán bộ hưu trí. Tôi tố cáo bà Hồ Thị Nhài, kế toán Trường Tiểu học Hoa "
        "Mai, năm 2025 lập khống 14 chứng từ mua văn phòng phẩm, rút 86.400.000 đồng. Kèm bảng sao kê.",
        "ĐƠN TỐ CÁO\nTôi là Vũ Đình Quắc, cán bộ hưu trí. Tôi tố cáo bà Hồ Thị Nhài, kế toán Trường Tiểu học Hoa "
        "Mai, năm 2026 thu tiền ăn bán trú của 212 học sinh cao hơn mức phê duyệt 4.000 đồng mỗi suất trong 3 "
        "tháng.",
    ),
    (
        "vouchers with an addition, then meals",
        "ĐƠN TỐ CÁO\nTôi là Vũ Đình Quắc, cán bộ hưu trí. Tôi tố cáo bà Hồ Thị Nhài, kế toán Trường Tiểu học Hoa "
        "Mai, năm 2025 lập khống 14 chứng từ mua văn phòng phẩm, rút 86.400.000 đồng. Kèm bảng sao kê.\nBổ sung: "
        "ngày 02/10/2026 bà Nhài còn sửa sổ quỹ tháng 9, có ảnh chụp màn hình. Đề nghị niêm phong sổ.",
        "ĐƠN TỐ CÁO\nTôi là Vũ Đình Quắc, cán bộ hưu trí. Tôi tố cáo bà Hồ Thị Nhài, kế toán Trường Tiểu học Hoa "
        "Mai, năm 2026 thu tiền ăn bán trú của 212 học sinh cao hơn mức phê duyệt 4.000 đồng mỗi suất trong 3 "
        "tháng.",
    ),
    (
        "a wall, then a fine",
        "Tôi là Mai Thị Lựu, số 31 Bạch Đằng. Ngày 12/8/2026 xe ben chở đất công trình trường học làm vỡ 6 m vỉa "
        "hè và sập bờ tường nhà tôi. Đề nghị bồi thường 22 triệu đồng.",
        "Tôi là Mai Thị Lựu, số 31 Bạch Đằng. Ngày 20/10/2026 đoàn kiểm tra lập biên bản tôi lấn chiếm vỉa hè "
        "bán nước, phạt 1.500.000 đồng. Tôi không bán nước. Đề nghị hủy phạt.",
    ),
    (
        "a wall told by a neighbour, then a fine",
        "Gửi báo Tuổi Trẻ: Cô Mai Thị Lựu, nhà 31 Bạch Đằng phường tôi, khổ vì công trình trường học: giữa tháng "
        "tám vừa rồi xe ben tông sập tường, vỡ vỉa hè, cô đòi hai mươi hai triệu mà nhà thầu lờ đi.",
        "Tôi là Mai Thị Lựu, số 31 Bạch Đằng. Ngày 20/10/2026 đoàn kiểm tra lập biên bản tôi lấn chiếm vỉa hè "
        "bán nước, phạt 1.500.000 đồng. Tôi không bán nước. Đề nghị hủy phạt.",
    ),
    (
        "meals/vouchers",
        "Tôi là Lương Thị Dịu, tổ 4. Tôi tố cáo ông Bùi Văn Khoát, hiệu trưởng Trường THCS Đông Hà, năm 2024 "
        "nhận 45 triệu đồng của 9 phụ huynh để chạy điểm.",
        "Tôi là Lương Thị Dịu, tổ 4. Tôi tố cáo ông Bùi Văn Khoát, hiệu trưởng Trường THCS Đông Hà, tháng 5/2026 "
        "cho thuê sân trường 12.500.000 đồng mỗi quý không vào sổ.",
    ),
    (
        "land then fine",
        "Tôi là Hà Văn Tùng, số 17 ngõ 6. Tôi khiếu nại Quyết định số 214/QĐ-UBND ngày 3/2/2025 thu hồi 120 m2 đất.",
        "Tôi là Hà Văn Tùng, số 17 ngõ 6. Tôi khiếu nại Quyết định số 877/QĐ-UBND ngày 9/9/2026 phạt 6.500.000 "
        "đồng vì bán hàng ở vỉa hè.",
    ),
    (
        "refuse then lamp",
        "Tôi là Đinh Thị Nguyệt, 25 Phan Chu Trinh. Ngày 4/3/2026 xe rác không đến, 3 tuần liền, đống rác cao 2 mét.",
        "Tôi là Đinh Thị Nguyệt, 25 Phan Chu Trinh. Từ ngày 15/8/2026 đèn đường hỏng 7 trụ, đề nghị sửa.",
    ),
    (
        "same accused other matter other accuser",
        "Tôi tố cáo bà Cù Thị Lan, kế toán xã Yên Lâm, lập khống 31 phiếu chi, rút 77.300.000 đồng năm 2023. "
        "Phan Văn Đức, thôn Trung.",
        "Tôi tố cáo bà Cù Thị Lan, kế toán xã Yên Lâm, giữ 18.900.000 đồng tiền hỗ trợ dịch tả của 26 hộ năm "
        "2025. Phan Văn Đức, thôn Trung.",
    ),
    (
        "other building",
        "Tập thể 41 hộ tòa B chung cư Ánh Dương kiến nghị: thang máy số 3 hỏng từ ngày 2/5/2026, quỹ bảo trì 2,4 "
        "tỷ không công khai. Đại diện: Vũ Thị Hiền",
        "Chúng tôi 38 hộ tòa D chung cư Ánh Dương xin phản ánh: thang số một kẹt nhiều lần, quỹ bảo trì một tỷ "
        "bảy chưa thấy công khai. Đại diện ký: Lê Quốc Toản",
    ),
]


def linked(one: str, other: str) -> bool:
    return bool(links({"one": fingerprint(one), "other": fingerprint(other)}))


@pytest.mark.parametrize(("name", "one", "other"), TOLD_AGAIN)
def test_a_matter_told_again_by_others_is_found(name: str, one: str, other: str) -> None:
    assert linked(one, other), name


@pytest.mark.parametrize(("name", "one", "other"), ANOTHER_MATTER)
def test_the_same_people_with_other_figures_are_another_matter(name: str, one: str, other: str) -> None:
    assert not linked(one, other), name


@pytest.mark.parametrize(
    ("said", "dong"),
    [
        ("một tỷ hai", "1200000000"),
        ("một tỷ hai ban quản trị chưa báo cáo", "1200000000"),
        ("1 tỷ 2", "1200000000"),
        ("một tỷ hai trăm triệu đồng", "1200000000"),
        ("hai tỷ tư chưa công khai", "2400000000"),
        ("ba tỷ năm", "3500000000"),
        ("hai mươi hai triệu", "22000000"),
        ("mười hai triệu rưỡi", "12500000"),
        ("ba triệu hai trăm nghìn đồng", "3200000"),
        ("một tỷ năm 2025", "1000000000"),
        ("50 triệu hai lần", "50000000"),
        ("5 triệu ba tháng liền", "5000000"),
        ("năm mươi triệu bà Lan giữ", "50000000"),
        ("2 tỷ tư nhân góp", "2000000000"),
    ],
)
def test_what_is_said_after_a_scale_belongs_to_the_amount_or_not(said: str, dong: str) -> None:
    assert [f.value for f in facts_of(f"Quỹ {said}.") if f.kind == "money"] == [dong]


@pytest.mark.parametrize("said", ["thang số 2", "thang máy số 2", "thang số hai", "thang máy số hai"])
def test_a_work_is_known_by_its_number_in_figures_or_words(said: str) -> None:
    assert [f.value for f in facts_of(f"Sửa {said} bị hỏng.") if f.kind == "code"] == ["thang 2"]


def test_how_many_write_says_who_and_not_what() -> None:
    for text in ("Tập thể 23 hộ hẻm 4 xin sửa cống.", "Hai mươi ba hộ chúng tôi xin sửa cống."):
        assert [f.who for f in facts_of(text) if f.value == "23"] == [True]


def test_the_title_of_a_letter_of_one_line_signs_nothing() -> None:
    text = "ĐƠN TỐ CÁO\nTôi là Vũ Đình Quắc, cán bộ hưu trí. Tôi tố cáo bà Hồ Thị Nhài."
    assert {text[f.start : f.end] for f in facts_of(text) if f.signs} == {"Vũ Đình Quắc"}


def test_a_letter_that_goes_on_in_the_line_of_its_addressee_tells_facts() -> None:
    facts = facts_of("Gửi báo Tuổi Trẻ: Cô Mai Thị Lựu đòi hai mươi hai triệu.")
    assert {f.kind: f.beside for f in facts if f.kind == "money"} == {"money": False}


def test_a_line_that_begins_with_a_title_ends_the_name_above_it() -> None:
    text = "Kính gửi: Thanh tra thành phố Vĩnh Giang\nÔng Trịnh Văn Hòe phản ánh rằng phường phạt ông."
    assert "Trịnh Văn Hòe" in {text[f.start : f.end] for f in facts_of(text)}
