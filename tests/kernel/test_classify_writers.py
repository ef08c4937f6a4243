"""Who writes and who is written about: no accused is taken for the writer; each kind of letter has its own law."""

from __future__ import annotations

import pytest

from liemchinh.kernel.classify import classify

#: Unsigned letters that speak against an official by full name.
UNSIGNED = [
    "Thư không ký tên. Ông Phạm Bá Hùng, Chủ tịch phường nhận 50 triệu đồng của chủ thầu Lê Văn Tý ngày "
    "3/4/2026 tại quán Lan, có ghi âm kèm theo. Một người dân.",
    "Thư không ký tên. Ông Chủ tịch phường nhận 50 triệu của chủ thầu ngày 3/4/2026 tại quán Lan, có ghi âm "
    "kèm theo. Một người dân.",
    "Tôi không dám ký tên. Bà Đoàn Thị Liễu, kế toán xã, ăn chặn 30 triệu đồng tiền cứu trợ bão, có danh sách 15 hộ.",
    "Đơn này không đề tên. Ông Võ Thành Nhân, trưởng thôn, đòi tiền từng hộ làm đường 500 ngàn mà không biên lai.",
    "Kính gửi Thanh tra. Cán bộ địa chính Lâm Văn Quý vòi vĩnh người dân 5 triệu đồng mỗi sổ đỏ. Người dân thôn 4.",
    "Kính gửi lãnh đạo huyện. Ông Trần Quốc Bảo, Phó Chủ tịch xã và bà Tô Thị Nga, thủ quỹ chia nhau 120 "
    "triệu tiền bán cây ngày 7/5/2026, có sổ ghi. Một đảng viên.",
    "Người viết thư không ký tên\nÔng Huỳnh Tấn Phát, hiệu trưởng, nhận 20 triệu của phụ huynh để xin học "
    "trái tuyến ngày 2/8/2026, có tin nhắn.\nMột phụ huynh",
    "Gửi Bí thư. Nguyễn Đức Thịnh - Chủ tịch xã nhận 200 triệu của công ty san lấp để cho hút cát ban đêm, "
    "có đoạn phim ngày 9/9/2026. Một cử tri.",
    "Chưa dám ký tên. Anh Lê Hoài Nam, công an viên, lấy 3 triệu của quán nhậu mỗi tháng, 6 tháng liền, có camera.",
    "Thư nặc danh. Ông Đặng Hữu Lộc, Giám đốc trung tâm, thu 15 triệu một suất biên chế của 4 người năm "
    "2025. Tập thể nhân viên.",
    "Xin không nêu tên. Thầy Bùi Xuân Trường, hiệu phó, giữ 48 triệu tiền ăn bán trú rồi cùng thủ kho chia "
    "nhau, có bảng kê tháng 3/2026.",
    "Kính gửi: UBND huyện. Bà Mạc Thị Hồng, công chức tư pháp, đòi 2 triệu của mỗi người đi làm khai sinh "
    "trễ. Bà con thôn Đông.",
    "Kính gửi UBND xã. Bà Phùng Thị Thoa, cán bộ một cửa, đòi 300 ngàn của tôi mới trả hồ sơ. Người dân bản Mường.",
    "Không dám nêu tên. Ông Lò Văn Pín, bí thư chi bộ bản, nhận 12 triệu từ chủ máy xúc ngày 6/6/2026.",
    "Ông Chu Đức Hải, trưởng công an xã, vòi vĩnh tài xế xe tải 1 triệu mỗi chuyến, có clip ngày 8/2/2026. Một tài xế.",
    "Gửi Chủ tịch huyện. Cô Lê Thị Bình, hiệu trưởng, và kế toán chia nhau 60 triệu tiền ủng hộ bão, có bảng "
    "kê. Tập thể giáo viên.",
]

#: Letters of people who sign, wherever the name stands.
SIGNED = [
    (
        "Góp ý: đề nghị phường lắp thêm đèn ở hẻm 9 vì buổi tối rất tối. Nguyễn Văn Lâm, số 12 đường Lê Lợi, khu "
        "phố 2, điện thoại 0901234567",
        "Nguyễn Văn Lâm",
    ),
    (
        "Đề nghị xã nạo vét mương đầu thôn vì mưa là ngập. Trần Thị Hiền, thôn 3, xã Yên Bình, ĐT 0912345678.",
        "Trần Thị Hiền",
    ),
    (
        "Phạm Văn Lợi, số 4 ngõ 12 đường Hoa Lư, phường Tân Thành, điện thoại 0987654321\nXe rác ba ngày không "
        "đến, mùi hôi khắp xóm, đề nghị nhắc đơn vị thu gom.",
        "Phạm Văn Lợi",
    ),
    (
        "Kính gửi UBND phường. Vỉa hè trước chợ bị lấn chiếm, người đi bộ phải xuống lòng đường. Lê Thị Kim Chi, "
        "27 Nguyễn Du.",
        "Lê Thị Kim Chi",
    ),
    (
        "Nước máy đục ba hôm nay, đề nghị kiểm tra. Hoàng Đình Khôi, tổ dân phố 5",
        "Hoàng Đình Khôi",
    ),
    (
        "Tôi tố cáo ông Lê Văn Tám, trưởng thôn, thu 500 ngàn mỗi hộ không biên lai. Vũ Thị Ngân, thôn Hạ, xã "
        "Đại Đồng.",
        "Vũ Thị Ngân",
    ),
    (
        "Đề nghị mở thêm chuyến xe buýt buổi sáng cho học sinh. Ngô Quang Vinh, SĐT 0933222111",
        "Ngô Quang Vinh",
    ),
    (
        "Đơn khiếu nại. Tôi không đồng ý Quyết định số 12/QĐ-UBND ngày 1/10/2026 phạt tôi 3 triệu đồng, đề nghị "
        "hủy quyết định. Đào Thị Sen, số 5 Hai Bà Trưng.",
        "Đào Thị Sen",
    ),
    (
        "Cây đổ chắn đường vào trường từ hôm qua, đề nghị dọn. Bùi Minh Tâm (hẻm 8 đường Trần Phú)",
        "Bùi Minh Tâm",
    ),
    (
        "Loa phường mở lúc 5 giờ sáng quá to. Dương Thị Lý, ấp 2, xã Hòa Lợi, ngày 4/5/2026.",
        "Dương Thị Lý",
    ),
    (
        "Rác chất đống trước trường mầm non 5 ngày nay. Trịnh Hữu Nghĩa, 14/3 đường Nguyễn Trãi, phường 2.",
        "Trịnh Hữu Nghĩa",
    ),
    (
        "Đề nghị xã cho đặt biển hạn chế tốc độ ở ngã ba chợ. Lại Thị Xuân, xóm Trại, đt 0977001122",
        "Lại Thị Xuân",
    ),
    (
        "Hộ tôi không có tên trong danh sách được hỗ trợ thiệt hại bão số 3 theo thông báo số 19/TB-UBND. Đề "
        "nghị xem lại cho gia đình tôi. Nông Văn Khìn, bản Nà Lốc.",
        "Nông Văn Khìn",
    ),
]

KINDS = [
    (
        "Kính gửi lãnh đạo. Chị Hoa kế toán trường mầm non Sơn Ca lấy tiền ăn của các cháu chia nhau, em có chụp "
        "sổ. Em là Ngô Thị Thắm, phụ bếp, xin giữ kín tên em, số 8 ngõ 2 đường Cột Cờ.",
        "to_cao",
    ),
    (
        "Đơn xin xác nhận hộ nghèo. Tôi là Trương Văn Bé, số 9 hẻm 4, đề nghị phường xét lại vì bị loại khỏi "
        "danh sách hộ nghèo năm 2026 theo thông báo số 8/TB-UBND ngày 2/2/2026, trong khi gia cảnh không đổi. "
        "Trương Văn Bé",
        "khieu_nai",
    ),
    (
        "Tôi là Lưu Thị Hạnh, xóm 6. Xã gạch tên mẹ tôi khỏi danh sách hưởng trợ cấp người cao tuổi theo công "
        "văn số 31 ngày 5/5/2026, đề nghị xem lại. Lưu Thị Hạnh",
        "khieu_nai",
    ),
    (
        "Tôi tên Võ Văn Kiệm, ấp 4. Thông báo số 22/TB-UBND ngày 9/3/2026 không đưa hộ tôi vào danh sách được hỗ "
        "trợ nhà ở, đề nghị xét lại cho gia đình tôi. Võ Văn Kiệm",
        "khieu_nai",
    ),
    (
        "Em là Phan Thị Thu, giáo viên. Bà Huệ thủ quỹ trường rút tiền quỹ của lớp chia nhau với tổ trưởng, em "
        "có ảnh sổ chi, xin giấu tên em với nhà trường. Phan Thị Thu, số 3 ngõ 7.",
        "to_cao",
    ),
    (
        "Tôi là Hồ Văn Sửu, thôn 2. Anh Dũng cán bộ địa chính nhận 8 triệu của tôi rồi không làm sổ, tôi có giấy "
        "ghi tay. Hồ Văn Sửu",
        "to_cao",
    ),
    (
        "Tôi là Tạ Thị Mơ, số 6 hẻm 3. Con tôi bị loại khỏi danh sách học bổng hộ cận nghèo theo thông báo số 14 "
        "của UBND xã, tôi không đồng ý và đề nghị xét lại. Tạ Thị Mơ",
        "khieu_nai",
    ),
    (
        "Tôi là Cao Văn Thìn, tổ 5. Ông Bình trưởng ấp ăn chặn tiền cứu trợ, mỗi hộ được 2 triệu chỉ phát 1 "
        "triệu rưỡi, tôi có danh sách 20 hộ. Cao Văn Thìn",
        "to_cao",
    ),
    (
        "Tôi phản ánh quán karaoke Sao Đêm hát quá 23 giờ. Người dân khu phố 5",
        "phan_anh",
    ),
    (
        "Góp ý: đề nghị phường lắp thêm đèn ở hẻm 9 vì buổi tối rất tối. Nguyễn Văn Lâm, số 12 đường Lê Lợi",
        "kien_nghi",
    ),
    (
        "Rác chất đống trước trường mầm non 5 ngày nay. Trịnh Hữu Nghĩa, 14/3 đường Nguyễn Trãi, phường 2.",
        "phan_anh",
    ),
    (
        "Đề nghị xã cho đặt biển hạn chế tốc độ ở ngã ba chợ. Lại Thị Xuân, xóm Trại, đt 0977001122",
        "kien_nghi",
    ),
    (
        "Tôi bị cắt tên khỏi danh sách trợ cấp khuyết tật theo thông báo số 45/TB-UBND ngày 3/3/2026. Tôi đề "
        "nghị xét lại. Quách Văn Lũy, thôn 8.",
        "khieu_nai",
    ),
    (
        "Tôi là Đinh Công Sơn, tổ 7. Tôi tố cáo bà Ninh Thị Hòa phó chủ tịch phường nhận 40 triệu của tôi hứa "
        "cho thuê kiốt.",
        "to_cao",
    ),
    (
        "Hộ tôi không có tên trong danh sách được hỗ trợ thiệt hại bão số 3 theo thông báo số 19/TB-UBND. Đề "
        "nghị xem lại cho gia đình tôi. Nông Văn Khìn, bản Nà Lốc.",
        "khieu_nai",
    ),
    (
        "Tôi nhận 5 triệu tiền đền bù của xã theo quyết định số 4/QĐ-UBND ngày 1/2/2026, tính thiếu 20 m2, tôi "
        "đề nghị bồi thường đủ cho tôi. Lục Văn Sáng, thôn Khau.",
        "khieu_nai",
    ),
]

ACCUSED = [
    (
        "Đơn khiếu nại. Tôi là Lê Văn Đức, tổ 3 phường Bến Xuân. Tôi tố cáo ông Nguyễn Văn Cảnh cán bộ địa chính "
        "đòi và nhận 10 triệu đồng khi làm sổ đỏ. Ký tên Lê Văn Đức",
        "Nguyễn Văn Cảnh",
    ),
    (
        "Đơn tố cáo. Tôi là Hà Thị Na, thôn 5. Tôi tố cáo bà Lý Thị Vân kế toán trường lập khống chứng từ. Hà Thị Na",
        "Lý Thị Vân",
    ),
    (
        "Kính gửi Thanh tra tỉnh. Tôi là Mai Văn Ba, ấp 1. Tôi tố giác anh Đỗ Trọng Tín công an viên nhận tiền "
        "của sòng bạc.",
        "Đỗ Trọng Tín",
    ),
]


@pytest.mark.parametrize("text", UNSIGNED)
def test_the_accused_of_an_unsigned_letter_is_not_its_writer(text: str) -> None:
    proposal = classify(text)
    assert (proposal.anonymous, proposal.kind.value) == (True, "to_cao"), proposal.facts.senders


@pytest.mark.parametrize(("text", "name"), SIGNED)
def test_a_signature_in_the_line_of_the_text_names_the_writer(text: str, name: str) -> None:
    proposal = classify(text)
    assert not proposal.anonymous
    assert proposal.facts.senders[0].name.value == name


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_the_kind_follows_from_what_the_letter_tells(text: str, kind: str) -> None:
    assert classify(text).kind.value == kind


@pytest.mark.parametrize(("text", "name"), ACCUSED)
def test_an_accused_is_read_with_the_post_behind_the_name(text: str, name: str) -> None:
    accused = [a.name.value for a in classify(text).facts.accused if a.name]
    assert accused == [name]


#: A nameless letter of each kind, and the law that says what becomes of it.
NAMELESS = [
    ("Tôi phản ánh quán karaoke Sao Đêm hát quá 23 giờ. Người dân khu phố 5", "phan_anh", "05/2021"),
    ("Góp ý: đề nghị phường lắp thêm đèn ở hẻm 9 vì buổi tối rất tối.", "kien_nghi", "05/2021"),
    (
        "Tôi khiếu nại Quyết định số 7/QĐ-UBND phạt tôi, đề nghị hủy quyết định và trả lại tiền cho tôi.",
        "khieu_nai",
        "Luật Khiếu nại",
    ),
    ("Tôi xin giấu tên. Nghe đồn ông chủ tịch ăn hối lộ, đề nghị điều tra.", "to_cao", "Luật Tố cáo"),
]


@pytest.mark.parametrize(("text", "kind", "law"), NAMELESS)
def test_a_nameless_letter_is_told_the_law_of_its_own_kind(text: str, kind: str, law: str) -> None:
    proposal = classify(text)
    (nameless,) = [m.because.vi for m in proposal.missing if m.code == "name"]
    assert (proposal.anonymous, proposal.kind.value) == (True, kind)
    assert law in nameless
    assert ("Luật Tố cáo" in nameless) == (kind == "to_cao")


@pytest.mark.parametrize("text", UNSIGNED[:2])
def test_a_nameless_denunciation_with_things_to_check_cites_article_25_clause_2(text: str) -> None:
    (nameless,) = [m for m in classify(text).missing if m.code == "name"]
    assert not nameless.blocks
    assert "khoản 2 Điều 25 Luật Tố cáo" in nameless.because.vi


def test_who_received_money_themselves_has_not_denounced_anybody() -> None:
    text = "Tôi là Hà Văn Lý, thôn 2, là cán bộ hưu trí. Tôi nhận 5 triệu của xã tiền hỗ trợ bão, nay xin cảm ơn."
    assert classify(text).kind.value != "to_cao"


def test_a_name_at_the_end_of_a_story_without_address_after_a_verb_is_no_signature() -> None:
    assert classify("Người dân rất bức xúc. Nguyễn Văn Toàn nhận 5 triệu của mỗi hộ làm đường.").anonymous
