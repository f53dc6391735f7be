"""`scale-driver` as a program: what stands on standard output, what on standard error, and the exit status."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scale_driver.cli import main
from scale_driver.protocols import PROTOCOLS
from scale_driver.recording import read
from scale_driver.script import parse_script, parse_weight
from scale_driver.simulator import Simulator

PROGRAM = [sys.executable, "-m", "scale_driver.cli"]
FRAME = b"ST,GS,+  6.000kg\r\n"


def run(*words: str, data: bytes = b"") -> tuple[int, str, str]:
    done = subprocess.run([*PROGRAM, *words], input=data, capture_output=True, timeout=20, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def objects(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_decode_prints_one_object_a_frame() -> None:
    status, out, err = run("decode", "--protocol", "st-gs", "--json", "-", data=FRAME + b"\xff" + FRAME)
    assert (status, err) == (0, "")
    assert objects(out)[0] == {
        "kind": "reading",
        "weight_g": 6000,
        "weight_mg": None,
        "display": "6.000",
        "unit": "kg",
        "stable": True,
        "mode": "gross",
        "status": "ok",
        "raw": FRAME.hex(),
    }
    assert objects(out)[1:2] == [{"kind": "rejected", "reason": "noise", "raw": "ff"}]


def test_decode_lines_answers_each_line_with_an_array() -> None:
    lines = f"{FRAME.hex()}\n\nno hex\n{FRAME.hex(' ')}\n"
    status, out, err = run("decode", "--protocol", "st-gs", "--lines", "--json", data=lines.encode())
    assert [len(json.loads(line)) for line in out.splitlines()] == [1, 0, 0, 1]
    assert (status, err) == (1, "scale-driver: line 3 is not hex\n")


def test_a_weight_that_is_no_whole_gram_is_given_in_milligrams(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decode", "--protocol", "st-gs", "--json", "--hex", b"ST,GS,   245.6 g\r\n".hex()]) == 0
    (found,) = objects(capsys.readouterr().out)
    assert (found["weight_g"], found["weight_mg"]) == (None, 245600)


def test_decode_reads_a_file_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "秤 1.bin").write_bytes(FRAME + b"OL,GS,+       kg\r\n" + b"z" + FRAME)
    assert main(["decode", "--protocol", "st-gs", str(tmp_path / "秤 1.bin")]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "6.000 kg  stable  gross",
        "overload",
        "rejected (noise): 7a",
        "6.000 kg  stable  gross",
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "the following arguments are required: COMMAND; see `scale-driver --help`"),
        (["fly"], "invalid choice"),
        (["decode", "--protocol", "morse", "--hex", "02"], "no protocol 'morse'; `scale-driver protocols` lists them"),
        (["decode", "--protocol", "st-gs"], "give one of --hex HEX, FILE, - or --lines"),
        (["decode", "--protocol", "st-gs", "--hex", "0x"], "not hex"),
        (["decode", "--protocol", "st-gs", "nowhere.bin"], "cannot read nowhere.bin: No such file or directory"),
        (["decode", "--protocol", "st-gs", "--hex", "02", "--set", "unit=kg"], "has no setting 'unit'"),
        (["decode", "--protocol", "yaohua-tf0", "--hex", "02", "--set", "unit=stone"], "it can be: kg, g, t, jin, lb, oz"),
        (["decode", "--protocol", "yaohua-tf0", "--hex", "02", "--set", "unit"], "--set takes K=V"),
        (["monitor", "COM1", "--protocol", "st-gs", "--line", "fast"], "line settings look like '9600 8N1'"),
        (["simulate", "--protocol", "st-gs", "--weight", "heavy"], "a weight looks like 6.000kg"),
        (["simulate", "--protocol", "st-gs", "--script", "nowhere"], "cannot read nowhere"),
        (["simulate", "--protocol", "st-gs", "--weight", "-5kg"], "joined by =, as --weight=-5kg"),
        (["detect", "socket://scale"], "a port on the network reads socket://HOST:PORT, not socket://scale"),
        (["monitor", "socket://scale:x", "--protocol", "st-gs"], "reads socket://HOST:PORT"),
        *(
            (["detect", "sim://st-gs", "--seconds", odd], f"0.5 to 600 seconds, not {odd}")
            for odd in ("nan", "inf", "0", "601", "x")
        ),
    ],
)
def test_a_wrong_call_is_one_sentence_and_status_2(words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err
    assert err.count("\n") == 1


def test_a_port_that_cannot_be_opened_is_one_sentence_and_status_1() -> None:
    status, out, err = run("monitor", "/dev/no-such-port", "--protocol", "st-gs")
    assert (status, out) == (1, "")
    assert err == ("scale-driver: cannot open /dev/no-such-port: No such file or directory; see `scale-driver list`\n")


@pytest.mark.parametrize("words", [[], ["list"], ["protocols"], ["monitor"], ["detect"], ["decode"], ["simulate"]])
def test_every_help_says_the_next_step(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--help"]) == 0
    assert "usage: scale-driver" in capsys.readouterr().out


def test_protocols_lists_every_slug_as_text_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocols", "--json"]) == 0
    assert [row["slug"] for row in json.loads(capsys.readouterr().out)] == [protocol.slug for protocol in PROTOCOLS]
    assert main(["protocols"]) == 0
    assert "Yaohua 耀华" in capsys.readouterr().out


def test_list_says_so_when_there_is_no_port(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("scale_driver.ports.list_ports.comports", list)
    assert main(["list"]) == 0
    assert "no serial port" in capsys.readouterr().err


def test_monitor_shows_what_comes_until_ctrl_c() -> None:
    with Simulator("st-gs", settle_s=0) as sim:
        sim.put(6000)
        monitor = subprocess.Popen([*PROGRAM, "monitor", sim.path, "--protocol", "st-gs", "--json"], stdout=subprocess.PIPE)
        assert monitor.stdout
        assert json.loads(monitor.stdout.readline())["weight_g"] == 6000
        monitor.send_signal(signal.SIGINT)
        assert monitor.wait(5) == 0
        monitor.stdout.close()


def test_simulate_prints_a_path_that_a_monitor_can_open() -> None:
    simulate = subprocess.Popen([*PROGRAM, "simulate", "--protocol", "yaohua-tf0", "--weight", "6.00kg"], stdout=subprocess.PIPE)
    assert simulate.stdout
    path = simulate.stdout.readline().decode().strip()
    monitor = subprocess.Popen([*PROGRAM, "monitor", path, "--protocol", "yaohua-tf0"], stdout=subprocess.PIPE)
    assert monitor.stdout
    assert monitor.stdout.readline().decode().endswith("kg\n")
    for program in (monitor, simulate):
        program.send_signal(signal.SIGINT)
        assert program.wait(5) == 0
        assert program.stdout
        program.stdout.close()


def test_a_script_runs_to_its_end(tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text("# a short day\n0 put 6.000kg\n0.1 wobble\n0.15 overload\n0.2 unplug\n0.25 plug\n0.3 empty\n0.3 end\n")
    status, out, err = run("simulate", "--protocol", "st-gs", "--script", str(script))
    assert (status, err) == (0, "")
    assert out.strip().endswith("scale")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [("put 6kg", "line 1: write SECONDS ACTION"), ("x put 6kg", "no number"), ("1 put six", "a weight looks")],
)
def test_a_wrong_script_line_is_named(line: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        parse_script([line])


@pytest.mark.parametrize(("text", "grams"), [("6.000kg", 6000), ("12jin", 6000), ("0.5 t", 500_000), ("-3g", -3), ("1lb", 454)])
def test_a_weight_is_read_as_people_write_it(text: str, grams: int) -> None:
    assert parse_weight(text).grams == grams


def test_detect_prints_a_table_and_the_call_to_try_next(capsys: pytest.CaptureFixture[str]) -> None:
    url = "sim://yaohua-tf0?weight=6.235kg&line=9600+8N1"
    assert main(["detect", url]) == 0
    out, err = capsys.readouterr()
    head, first, *_ = out.splitlines()
    assert head.split() == ["protocol", "line", "frames", "wrong", "read", "last", "reads", "the", "same", "bytes"]
    assert first.startswith("it is  ")
    assert "yaohua-tf0  9600 8N1" in first
    assert "6.235 kg" in first
    assert f"next: scale-driver monitor '{url}' --protocol yaohua-tf0 --line '9600 8N1', and compare" in err


def test_detect_as_json_names_the_monitor_that_reads_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["detect", "sim://yaohua-eq-rev8?weight=6.235kg", "--json"]) == 0
    (found,) = objects(capsys.readouterr().out)
    first = found["candidates"][0]
    assert (first["protocol"], first["verdict"], first["evidence"]["checked"]) == ("yaohua-eq-rev8", "sure", False)
    assert [twin["settings"]["reversed"] for twin in first["twins"]] == ["false"]
    assert first["monitor"][:5] == ["scale-driver", "monitor", found["port"], "--protocol", "yaohua-eq-rev8"]
    assert first["reading"]["weight_g"] == 6235


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["detect", "/dev/no-such-port"], "cannot open /dev/no-such-port: No such file or directory; see `scale-driver list`"),
        (["detect", "sim://nobody"], "no such simulated scale"),
        *(
            (["detect", f"sim://st-gs?{name}={odd}"], f"a simulated scale's {name} is a number")
            for name, odd in (("noise", "x"), ("noise", "nan"), ("noise", "-1"), ("rate", "0"), ("lively", "inf"), ("seed", "a"))
        ),
        (["detect", "sim://st-gs?do=noise", "--seconds", "1"], "bytes came that no protocol reads; record them"),
        (["detect", "sim://st-gs?do=silence", "--seconds", "1"], "no byte came: is the scale on"),
    ],
)
def test_detect_says_what_is_wrong_with_status_1(words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 1
    assert sentence in capsys.readouterr().err


def test_monitor_records_what_detect_and_decode_then_play(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    url = "sim://st-gs?weight=6.000kg"
    monitor = subprocess.Popen([*PROGRAM, "monitor", url, "--protocol", "st-gs", "--record", str(path)], stdout=subprocess.PIPE)
    assert monitor.stdout
    while "stable" not in (line := monitor.stdout.readline().decode()):
        assert line
    time.sleep(0.5)
    monitor.send_signal(signal.SIGINT)
    assert monitor.wait(5) == 0
    monitor.stdout.close()
    assert FRAME in read(path).data
    assert main(["detect", f"replay://{path}"]) == 0
    assert main(["monitor", url, "--protocol", "st-gs", "--record", str(path)]) == 1
