"""Finding the scale in the real window: from the plug to two compared weights, and what is said where nothing is found."""

from datetime import date
from pathlib import Path

from scale_driver.protocols import find
from scale_driver.protocols.protocol import Shown
from scale_driver.recording import read
from scale_driver.simulator import Simulator
from shop_desktop.gui.recordings import keep
from shop_desktop.gui.settings import load_settings
from tests.journeys.person import Person
from tests.journeys.plugs import Plugs, at_the_number, checks, settings_kept, tap, to_the_search


def test_a_scale_is_found_and_connected_by_two_weights(newcomer: Person, yaohua: Simulator, plugged: Plugs) -> None:
    plugged(yaohua.path)
    person = to_the_search(newcomer.open(port="", protocol=""))
    person.until_sees("看见 1 个插口", "CH340")
    yaohua.put(6235)
    tap(person, "Enter")
    person.until_sees("请对一下数", "耀华 A9 连续发送", "02 2B 30 30 36 32 33 35 33 31 41 03", "+006235 3")
    person.until_sees("02 开头", "1A 校验", "一样，就是 6.235")
    tap(person, "Enter")
    person.until_sees("6.235 对上了，换一件再对一次")
    yaohua.put(1245)
    person.until_sees("一样，就是 1.245")
    tap(person, "Enter")
    person.until_sees("秤接好了", "第 2 次对数")
    assert settings_kept(person) == (yaohua.path, "yaohua-tf0", "9600 8N1")
    tap(person, "Enter")
    person.until_sees("手工设秤")
    tap(person, "Esc")
    assert person.window.currentWidget().page.name == "home"
    kept = load_settings(person.books_folder).compared
    assert (kept["day"], kept["weights"]) == ("2026-11-24", "6.235 kg, 1.245 kg")
    assert kept["by"]
    assert checks(person) == [], "nobody knew what the two weigh: the day's check is still to do"
    tap(person, "F10")
    person.until(lambda: person.desk.gate.gross_g == 1245)


def test_the_same_weight_twice_connects_nothing(newcomer: Person, yaohua: Simulator, plugged: Plugs) -> None:
    person = at_the_number(newcomer, yaohua, plugged)
    tap(person, "Enter")
    person.until_sees("别再是 6.235")
    tap(person, "Enter")
    assert settings_kept(person) == ("", "", "")


def test_a_number_is_typed_as_the_scale_shows_it(newcomer: Person, yaohua: Simulator, plugged: Plugs) -> None:
    person = at_the_number(newcomer, yaohua, plugged)
    tap(person, ".", *"7.1", "Enter")
    person.until_sees("这样读不出来")
    tap(person, ".", *"6.235", "Enter")
    person.until_sees("6.235 对上了")


def test_a_point_in_the_wrong_place_is_put_right_by_key_4(newcomer: Person, plugged: Plugs) -> None:
    with Simulator("yaohua-eq-rev8", decimals=0, settle_s=0.05, frames_per_s=20) as scale:
        plugged(scale.path)
        person = to_the_search(newcomer.open(port="", protocol=""))
        scale.put(6235_000)  # its wire has no point; its display shows 62.35
        person.until_sees("CH340")
        tap(person, "Enter")
        person.until_sees("小数点不对")
        for _ in range(4):
            if person.sees("一样，就是 62.35 "):
                break
            tap(person, "4")
            person.until_sees("一样，就是")
        person.until_sees("一样，就是 62.35 ")
        tap(person, "Enter")
        scale.put(1201_000)
        person.until_sees("一样，就是 12.01 ")
        tap(person, "Enter")
        person.until_sees("秤接好了")
        kept = load_settings(person.books_folder)
        assert kept.protocol_settings["decimals"] == "2"


def test_no_port_says_what_to_plug_in_and_one_that_comes_shows_up(newcomer: Person, yaohua: Simulator, plugged: Plugs) -> None:
    person = to_the_search(newcomer.open(port="", protocol=""))
    person.until_sees("把秤的线插到电脑上", "一个插口也没看见")
    plugged(yaohua.path)
    person.until_sees("看见 1 个插口")


def test_a_silent_cable_says_what_to_look_at(newcomer: Person, yaohua: Simulator, plugged: Plugs) -> None:
    plugged(yaohua.path)
    yaohua.fault("silence")
    person = to_the_search(newcomer.open(port="", protocol=""))
    person.until_sees("CH340")
    tap(person, "Enter")
    person.bot.waitUntil(lambda: person.sees("线上没有声音", "连续发送"), timeout=30_000)


def test_a_plug_that_was_pulled_meanwhile_is_said(newcomer: Person, plugged: Plugs) -> None:
    plugged("/nowhere/ttyUSB7")
    person = to_the_search(newcomer.open(port="", protocol=""))
    person.until_sees("CH340")
    tap(person, "Enter")
    person.until_sees("线拔掉了")
    tap(person, "Esc")
    person.until_sees("开始找")


def test_a_port_that_does_not_open_says_who_may_have_it(newcomer: Person, plugged: Plugs, tmp_path: Path) -> None:
    (tmp_path / "ttyUSB7").touch()
    plugged(str(tmp_path / "ttyUSB7"))
    person = to_the_search(newcomer.open(port="", protocol=""))
    person.until_sees("CH340")
    tap(person, "Enter")
    person.until_sees("插口被占着", "称重软件")


def test_leaving_the_search_gives_the_counter_its_scale_back(person: Person, plugged: Plugs) -> None:
    plugged(person.scale.path)
    to_the_search(person)
    person.until_sees("CH340")
    tap(person, "Enter")
    person.until(lambda: person.rooms.weighing.wire.port == "")
    tap(person, "Esc", "Esc")
    person.until_sees("手工设秤")
    tap(person, "F10")
    person.put(1245)
    assert person.desk.gate.gross_g == 1245


NOBODY = {"start": "23", "end": "2a", "digits": "4+7", "stable": "2=53"}


def recorded(folder: Path, *weights_g: int) -> None:
    """A recording that somebody sent: a head that nobody knows, with these loads, two seconds each."""
    protocol, pieces = find("custom"), []
    for n in range(20 * len(weights_g)):
        weight_g, moving = weights_g[n // 20], n % 20 < 3
        shown = Shown(weight_g + (n * 13 if moving else 0), 3, stable=not moving)
        pieces.append((n / 10, protocol.encode(shown, protocol.options(NOBODY))))
    keep(folder, pieces, port="COM5", line="4800 8N1", day=date(2026, 11, 20))


def test_a_format_is_described_from_a_recording_alone(newcomer: Person, plugged: Plugs) -> None:
    recorded(newcomer.books_folder / "recordings", 6235, 1245)
    person = to_the_search(newcomer.open(port="", protocol=""))
    tap(person, "8")
    person.until_sees("打开哪一段记录", "scale-2026-11-20-1")
    tap(person, "Enter")
    person.bot.waitUntil(lambda: person.sees("可这里没见过这种格式"), timeout=30_000)
    tap(person, "Enter")
    person.until_sees("指给它看重量在哪儿", "第 2 个字是 S", "1.245")
    tap(person, "Enter")
    person.until_sees("一样，就是 6.235")
    tap(person, "Enter")
    person.until_sees("6.235 对上了")
    person.until_sees("一样，就是 1.245")
    tap(person, "Enter")
    person.until_sees("格式记下了")
    kept = load_settings(person.books_folder)
    assert (kept.port, kept.protocol, kept.line) == ("", "custom", "4800 8N1")
    assert kept.protocol_settings["stable"] == "2=53"
    tap(person, "Enter")
    person.until_sees("手工设秤")


def test_a_recording_whose_line_or_times_cannot_be_is_refused_in_a_sentence(newcomer: Person, plugged: Plugs) -> None:
    folder = newcomer.books_folder / "recordings"
    folder.mkdir()
    (folder / "scale-1.txt").write_text("# scale recording 2026-11-24 · 0 8N1 · COM3\n0.000 02 03\n", encoding="utf-8")
    person = to_the_search(newcomer.open(port="", protocol=""))
    tap(person, "8")
    person.until_sees("打开哪一段记录")
    tap(person, "Enter")
    person.until_sees("scale-1.txt 不是")


def test_what_a_person_marks_by_arrows_is_read_at_once(newcomer: Person, plugged: Plugs) -> None:
    with Simulator("custom", NOBODY, settle_s=0.05, frames_per_s=20) as scale:
        plugged(scale.path)
        scale.put(6235)
        person = to_the_search(newcomer.open(port="", protocol=""))
        person.until_sees("CH340")
        tap(person, "1", "8")
        person.until_sees("第 3–10 个字", "6.235 kg")
        tap(person, *["-"] * 2)
        person.until_sees("第 3–8 个字", "6.2 kg")
        tap(person, *["+"] * 2)
        person.until_sees("6.235 kg")
        tap(person, "6", "Right", "Right", "Right")
        person.until_sees("6.235 斤")


def test_a_piece_of_what_came_is_kept_and_it_is_said_where(newcomer: Person, yaohua: Simulator, plugged: Plugs) -> None:
    person = at_the_number(newcomer, yaohua, plugged)
    tap(person, "9")
    person.until_sees("存成 scale-2026-11-24-1.txt", "recordings")
    kept = read(person.books_folder / "recordings" / "scale-2026-11-24-1.txt")
    assert kept.line == "9600 8N1"
    assert b"\x02+00623531A\x03" in kept.data


def test_a_scale_is_chosen_by_the_name_on_its_case(newcomer: Person, yaohua: Simulator, plugged: Plugs) -> None:
    plugged(yaohua.path)
    yaohua.put(6235)
    person = to_the_search(newcomer.open(port="", protocol=""))
    person.until_sees("CH340")
    tap(person, "7", "y", "h", "Down")
    person.until_sees("耀华 A9 连续发送")
    tap(person, "Up", "Enter")
    person.until_sees("照这个格式听", "一样，就是 6.235")


def test_a_format_that_was_described_is_found_again_by_the_search(newcomer: Person, plugged: Plugs) -> None:
    with Simulator("custom", NOBODY, settle_s=0.05, frames_per_s=20) as scale:
        plugged(scale.path)
        scale.put(6235)
        described = {"start": "23", "end": "next", "digits": "3+8", "stable": "2=53"}
        person = to_the_search(newcomer.open(port="", protocol="custom", protocol_settings=described))
        person.until_sees("CH340")
        tap(person, "Enter")
        person.bot.waitUntil(lambda: person.sees("自己填的格式", "一样，就是 6.235"), timeout=30_000)


def test_a_scale_that_is_not_real_can_be_connected_in_the_practice_village(newcomer: Person, plugged: Plugs) -> None:
    person = to_the_search(newcomer.open(port="", protocol="", practice=True))
    person.until_sees("练习：问一次答一次的收银秤", "不是真秤")
    tap(person, "2")
    person.bot.waitUntil(lambda: person.sees("顶尖 PS1X 收银秤", "一样，就是 6.235"), timeout=30_000)
    tap(person, "Enter")
    person.until_sees("6.235 对上了")
    person.bot.waitUntil(lambda: person.sees("一样，就是 3.117"), timeout=30_000)
    tap(person, "Enter")
    person.until_sees("秤接好了")
    tap(person, "F10")
    person.bot.waitUntil(lambda: person.desk.gate.gross_g == 6235, timeout=30_000)


def test_outside_the_practice_village_no_unreal_scale_is_offered(newcomer: Person, plugged: Plugs) -> None:
    person = to_the_search(newcomer.open(port="", protocol="", practice=False))
    person.until_sees("一个插口也没看见")
    assert not person.sees("练习：")


def test_the_counter_has_its_scale_and_its_ticket_when_one_goes_there_in_the_middle(person: Person, plugged: Plugs) -> None:
    plugged(person.scale.path)
    person.scan(person.card("036"))
    person.take("5", 6235)
    to_the_search(person)
    person.until_sees("CH340")
    tap(person, "Enter")
    person.until_sees("请对一下数")
    tap(person, "F10")
    person.put(4160)
    assert [line.load.gross_g for line in person.desk.draft.lines] == [6235]
    person.press("4", "Enter", "+")
    person.until(lambda: person.posted)


def test_a_window_closed_in_the_middle_leaves_no_port_open(person: Person, plugged: Plugs) -> None:
    plugged(person.scale.path)
    to_the_search(person)
    person.until_sees("CH340")
    tap(person, "Enter")
    person.until_sees("请对一下数")
    person.close()
    person.bot.wait(300)
    assert person.rooms.weighing.wire.port == ""
