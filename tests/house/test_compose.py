import yaml

from tests.house.sources import ROOT


def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


def test_every_process_of_the_scale_mode_is_there_once():
    assert set(compose()["services"]) == {
        *("migrate", "web", "worker", "beat", "postgres", "redis"),
    }


def test_every_process_is_the_same_program_with_the_same_settings():
    services = compose()["services"]
    ours = [services[name] for name in ("migrate", "web", "worker", "beat")]
    assert all(service["environment"] == ours[0]["environment"] for service in ours)
    assert (ROOT / ours[0]["build"]["dockerfile"]).exists()


def test_every_volume_in_use_is_declared():
    used = {
        volume.split(":")[0]
        for service in compose()["services"].values()
        for volume in service.get("volumes", [])
    }
    assert used == set(compose()["volumes"])


def test_no_password_stands_in_the_file():
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    assert "PASSWORD: ${POSTGRES_PASSWORD:?" in text
    assert "SECRET_KEY: ${SECRET_KEY:?" in text
