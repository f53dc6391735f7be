"""A day with the built programs: a sale, a scale on a line, books from the command line, a new folder in the old one's place."""

import json
from dataclasses import replace

from tests.installer.pc import Pc, wait_for
from tests.scale_driver.test_vectors import VECTORS


def test_a_sale_is_made_and_verifies(pc: Pc) -> None:
    said = pc.told("qingcheng", "--demo")
    assert "the books verify: yes" in said
    left = pc.home / "out" / "demo"
    assert (left / "slip.pdf").read_bytes().startswith(b"%PDF")
    assert (left / "slip.escpos").stat().st_size > 10_000
    assert (left / "counter.png").read_bytes().startswith(b"\x89PNG")
    assert pc.told("shop-admin", "--data", str(left / "books"), "verify").startswith("verified, seal ")
    assert len(json.loads(pc.told("shop-admin", "--data", str(left / "books"), "show", "tickets", "--json"))) == 1


def test_a_scale_on_a_line_is_read(pc: Pc) -> None:
    with pc.running("scale-driver", "simulate", "--protocol", "yaohua-tf0", "--weight", "6.235kg") as scale:
        assert scale.stdout
        port = scale.stdout.readline().strip()
        with pc.running("scale-driver", "monitor", port, "--protocol", "yaohua-tf0", "--json") as monitor:
            assert monitor.stdout
            readings = (json.loads(line) for line in monitor.stdout)
            assert next(reading for reading in readings if reading["weight_g"] == 6235)["display"] == "6.235"


def test_recorded_bytes_are_decoded(pc: Pc) -> None:
    vector = next(vector for vector in VECTORS if vector["expect"].get("weight_grams"))
    said = pc.told("scale-driver", "decode", "--protocol", vector["protocol"], "--hex", vector["hex"], "--json")
    assert json.loads(said)["weight_g"] == vector["expect"]["weight_grams"]


def test_a_serial_server_is_a_port_too(pc: Pc) -> None:
    with pc.running("scale-driver", "simulate", "--protocol", "st-gs", "--weight", "1.5kg", "--tcp", "0") as scale:
        assert scale.stdout
        port = scale.stdout.readline().strip()
        with pc.running("scale-driver", "monitor", port, "--protocol", "st-gs", "--json") as monitor:
            assert monitor.stdout
            assert any(json.loads(line)["weight_g"] == 1500 for line in monitor.stdout)


def test_a_new_folder_finds_the_books_of_the_old_one(pc: Pc) -> None:
    made = pc.told("shop-admin", "init", "--demo").strip()
    assert made.startswith(str(pc.home))
    newer = replace(pc, program=pc.program.rename(pc.program.with_name("青秤 新版")))
    try:
        posted = newer.told("shop-admin", "post", "-", given='{"op":"household.register","name":"周小满"}\n')
        assert json.loads(posted)["ok"]
        assert newer.told("shop-admin", "verify").startswith("verified, seal ")
    finally:
        newer.program.rename(pc.program)


def test_the_window_starts_on_these_books(pc: Pc) -> None:
    folder = pc.home / "窗口 账本"
    pc.told("shop-admin", "--data", str(folder), "init", "--demo")
    told = json.loads(pc.told("qingcheng", "--data", str(folder), "--report-start"))
    assert 0 < told["painted_ms"] < told["ready_ms"]


def test_the_first_start_asks_where_there_are_no_books(pc: Pc) -> None:
    folder = pc.home / "第一次"
    with pc.running("qingcheng", "--data", str(folder)) as window:
        wait_for(folder / "settings.json")
        assert window.poll() is None


def test_a_measurement_is_refused_in_a_sentence(pc: Pc) -> None:
    done = pc.run("shop-admin", "bench")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("shop-admin: bench is not in the installed program")


def test_a_server_for_the_books_can_be_asked(pc: Pc) -> None:
    done = pc.run("shop-admin", "verify", SHOP_DATABASE_URL="postgresql://shop@127.0.0.1:1/books")
    assert done.returncode == 1
    assert "127.0.0.1" in done.stderr
    assert "psycopg" not in done.stderr


def test_a_backup_is_made_and_tried(pc: Pc) -> None:
    folder, stick = pc.home / "备份 账本", pc.home / "U 盘"
    stick.mkdir()
    pc.told("shop-admin", "--data", str(folder), "init", "--demo")
    pc.told("shop-admin", "--data", str(folder), "backup", "--to", str(stick))
    assert list(stick.rglob("*"))
