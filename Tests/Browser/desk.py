"""A web app to try, and browsers before it.

REVIEW_DESK names one that runs already, with the operators ann, bob (operators) and cat (senior) and the password below; else one is made of
SampleScans/ with the program in FORMSCAN (.build/release/formscan).
"""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

PASSWORD = "correct horse battery"
ROOT = pathlib.Path(__file__).resolve().parents[2]


class Desk:
    """The web app."""

    def __init__(self):
        self.process = None
        self.address = os.environ.get("REVIEW_DESK") or self.start()

    def start(self):
        program = os.environ.get("FORMSCAN", str(ROOT / ".build/release/formscan"))
        self.folder = tempfile.TemporaryDirectory()
        store = self.folder.name + "/store.sqlite"
        run = [program, "run", self.scans(), "--output", self.folder.name + "/out", "--store", store]
        # 3: some fields need a person's look.
        if subprocess.run(run, stdout=subprocess.DEVNULL).returncode not in (0, 3):
            raise RuntimeError("the scans could not be read")
        for name, role in (("ann", "operator"), ("bob", "operator"), ("cat", "senior")):
            add = [program, "operator", "add", name, "--role", role, "--store", store]
            subprocess.run(add, input=PASSWORD + "\n", text=True, check=True, stdout=subprocess.DEVNULL)
        review = [program, "review", "--store", store, "--port", "0", "--operator-hour", "16", "--cpu-hour", "0.04"]
        self.process = subprocess.Popen(review, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            if found := re.search(r"http://[\d.]+:\d+", line):
                return found[0]
        raise RuntimeError("formscan review ended")

    def scans(self):
        """A folder of scans that arrived day by day."""
        folder = pathlib.Path(self.folder.name, "scans")
        folder.mkdir()
        names = ("n5b-handwritten.pdf", "n5b-sideways.pdf", "lp1f-handwritten.pdf", "n5b-worn.pdf", "n5b-typed.pdf", "lp1f-typed.pdf")
        for days, name in zip((6, 5, 4, 4, 1, 0), names):
            shutil.copy(ROOT / "SampleScans" / name, folder)
            arrived = time.time() - 86400 * days
            os.utime(folder / name, (arrived, arrived))
        return str(folder)

    def close(self):
        if self.process:
            self.process.terminate()
            self.process.wait()
            self.folder.cleanup()


class Browser:
    """Chromium without a window."""

    def __init__(self, desk, language="en", width=1280, height=1100):
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--window-size={width},{height}", f"--lang={language}"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
        self.desk = desk

    def close(self):
        self.driver.quit()

    def open(self, path):
        self.driver.get(self.desk.address + path)

    @property
    def path(self):
        return self.driver.current_url.removeprefix(self.desk.address)

    def press(self, *keys):
        for key in keys:
            webdriver.ActionChains(self.driver).send_keys(key).perform()

    def retype(self, text):
        """Puts another value in the box, by keys."""
        keys = webdriver.ActionChains(self.driver).send_keys(Keys.F2)
        keys.key_down(Keys.CONTROL).send_keys("a").key_up(Keys.CONTROL).send_keys(text).perform()

    def log_in(self, name):
        """By keyboard alone: past the skip link, the name and the language to the form."""
        self.open("/login")
        self.tab_to("name")
        self.press(name, Keys.TAB, PASSWORD, Keys.ENTER)
        self.wait(lambda: self.path == "/")

    def tab_to(self, id, most=60):
        for _ in range(most):
            if self.focus == id:
                return
            self.press(Keys.TAB)
        raise AssertionError(f"Tab does not come to '{id}'")

    @property
    def focus(self):
        return self.driver.switch_to.active_element.get_attribute("id")

    def wait(self, condition, seconds=15):
        WebDriverWait(self.driver, seconds, poll_frequency=0.05).until(lambda _: condition())

    def find(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector):
        return " ".join(element.text for element in self.find(selector))

    def script(self, code, *arguments):
        return self.driver.execute_script(code, *arguments)

    def take(self):
        """Takes the next record, and goes to its first field."""
        self.open("/")
        self.find("#take")[0].click()
        self.wait(lambda: self.find("#decide, [href*='/field?'][role=button]"))
        if not self.find("#decide"):
            self.find("[href*='/field?'][role=button]")[0].click()
            self.wait(lambda: self.find("#decide"))

    def step(self, *keys):
        """Presses keys that decide the field, and waits for the next one."""
        before = self.path
        self.press(*keys)
        self.wait(lambda: self.path != before and self.script("return document.readyState") == "complete")

    def complaints(self):
        """What the browser found wrong, such as what the policy forbids."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
