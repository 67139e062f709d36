"""Operators at work in a real browser: by keyboard alone, with others at the same records, in both languages."""
import importlib.util
import os
import pathlib
import unittest

from selenium.webdriver.common.keys import Keys

from desk import Browser, Desk

SHOTS = os.environ.get("SCREENSHOTS")
PAGES = ["/", "/login", "/groups", "/samples", "/pages", "/pages/1", "/report?days=all", "/nowhere"]


def setUpModule():
    global desk
    desk = Desk()


def tearDownModule():
    desk.close()


class ReviewTest(unittest.TestCase):
    def browser(self, name=None, **settings):
        browser = Browser(desk, **settings)
        self.addCleanup(browser.close)
        if name:
            browser.log_in(name)
        return browser

    def shoot(self, browser, name):
        if SHOTS:
            browser.driver.save_screenshot(str(pathlib.Path(SHOTS) / f"{name}.png"))


class KeyboardTest(ReviewTest):
    def test_ten_fields_by_keyboard_alone(self):
        ann = self.browser("ann")
        self.shoot(ann, "queue")
        ann.tab_to("take")
        ann.press(Keys.ENTER)
        ann.wait(lambda: ann.find("#field, [href*='/field?'][role=button]"))
        if not ann.find("#field"):
            ann.script("document.querySelector('[href*=\"/field?\"][role=button]').focus()")
            ann.step(Keys.ENTER)
        typed = chosen = marked = False
        for number in range(10):
            ann.wait(lambda: ann.find("#decide"))
            at = ann.script("return document.getElementById('field').dataset.pointer")
            kind = ann.script("return document.getElementById('value')?.dataset.kind")
            if kind is None:
                ann.step("1")
                marked = True
            elif kind == "text" and not typed:
                self.shoot(ann, "field")
                ann.retype("Siân Ŵyn")
                ann.step(Keys.ENTER)
                typed = ann.path.split("/field")[0], at
            elif ann.find("[data-key='1']") and not chosen:
                other = ann.find("[data-key='1']")[0].get_attribute("data-fill")
                ann.press("1")
                self.assertEqual(ann.find("#value")[0].get_attribute("value"), other)
                ann.step(Keys.ENTER)
                chosen = True
            elif ann.focus == "accept":
                ann.step(Keys.ENTER)
            else:
                # Nothing was read here.
                ann.press("not to be read", Keys.ENTER)
                if ann.find(".govuk-error-summary"):
                    ann.step(Keys.DELETE)
        self.assertTrue(typed and chosen)
        ann.open(typed[0])
        self.assertIn("Siân Ŵyn", ann.text("main"))
        self.assertEqual(ann.complaints(), [])

    def test_the_focus_is_where_enter_accepts_and_help_gives_it_back(self):
        cat = self.browser("cat")
        cat.take()
        focus = cat.focus
        self.assertIn(focus, ("accept", "value", ""))
        if focus == "accept":
            cat.press("?")
            self.assertTrue(cat.script("return document.getElementById('shortcuts').open"))
            self.shoot(cat, "shortcuts")
            cat.press("?")
            self.assertEqual(cat.focus, "accept")

    def test_the_picture_zooms_and_moves_by_keys(self):
        cat = self.browser("cat")
        cat.take()
        box = lambda: [float(n) for n in cat.script("return document.querySelector('.house-picture').getAttribute('viewBox')").split()]
        cat.script("document.getElementById('picture').focus()")
        home = box()
        cat.press("+")
        self.assertLess(box()[2], home[2])
        cat.press("-", "-", Keys.ARROW_RIGHT)
        self.assertGreater(box()[2], home[2])
        # What lies around the field is there too.
        self.assertEqual(cat.script("return document.querySelectorAll('.house-picture image').length"), 2)
        cat.press("0")
        self.assertEqual([round(n) for n in box()], [round(n) for n in home])

    def test_single_keys_can_be_switched_off(self):
        cat = self.browser("cat")
        cat.take()
        cat.script("localStorage.setItem('formscan-keys-off', 'yes')")
        before = cat.script("return document.querySelector('.house-picture').getAttribute('viewBox')")
        cat.press("+", "?")
        self.assertEqual(cat.script("return document.querySelector('.house-picture').getAttribute('viewBox')"), before)
        self.assertFalse(cat.script("return document.getElementById('shortcuts').open"))


class ReportTest(ReviewTest):
    def test_a_senior_sees_what_the_office_does_as_figures_and_plots(self):
        cat = self.browser("cat", height=1800)
        cat.find("nav a[href='/report']")[0].click()
        cat.wait(lambda: cat.find("#days-plot-title"))
        self.assertEqual(cat.complaints(), [])
        self.assertGreaterEqual(len(cat.find("svg[role=img]")), 2)
        # Days stand beside each other within the plot, and its words are those of the page.
        plot, page = cat.find(".house-plot svg")[0].rect, cat.find("main")[0].rect
        self.assertLessEqual(plot["x"] + plot["width"], page["x"] + page["width"])
        self.shoot(cat, "report")
        cat.open("/language/cy?to=/report")
        self.assertIn("Beth ddaeth o ddogfennau pob diwrnod", cat.script("return document.querySelector('#days-plot-title').textContent"))
        self.shoot(cat, "report-cy")

    def test_an_operator_is_not_shown_it(self):
        ann = self.browser("ann")
        self.assertEqual(ann.find("nav a[href='/report']"), [])
        ann.open("/report")
        self.assertIn("senior", ann.text("main"))


class LetterTest(ReviewTest):
    def test_a_letter_is_drafted_and_looks_as_it_prints(self):
        cat = self.browser("cat")
        for path in {link.get_attribute("href") for link in self.open_records(cat)}:
            cat.driver.get(path)
            if cat.find("form[action$='/letter']"):
                break
        cat.script("document.querySelector('form[action$=\"/letter\"]').closest('details').open = true")
        cat.script("document.querySelector('form[action$=\"/letter\"]').scrollIntoView({block: 'center'})")
        self.shoot(cat, "letter-asked")
        cat.find("button[name=do][value=show]")[0].click()
        cat.wait(lambda: cat.find(".approval"))
        self.assertEqual(cat.complaints(), [])
        # The policy lets the letter's own style pass.
        self.assertEqual(cat.script("return getComputedStyle(document.querySelector('.draft')).borderTopWidth"), "3px")
        self.shoot(cat, "letter")

    def open_records(self, browser):
        """Links to records that have issues: from fields of one that is taken."""
        browser.take()
        return browser.find("a[href^='/records/']:not([href*='/field'])")


class TogetherTest(ReviewTest):
    def open_text_field(self, browser):
        """A field of text in a record that the operator has in hand."""
        browser.take()
        browser.wait(lambda: browser.find("#decide"))
        for link in [None] + [a.get_attribute("href") for a in browser.find(".house-fields__waits a")]:
            if link:
                browser.driver.get(link)
            if browser.find("#value"):
                return browser.path
        raise unittest.SkipTest("no text waits in this record")

    def values(self, browser):
        """Two values that the field takes."""
        kind = browser.find("#value")[0].get_attribute("data-kind")
        known = {"postcode": ("CF10 1EP", "CF10 1EQ"), "date": ("01/02/2003", "02/02/2003"), "money": ("1.00", "2.00")}
        return known.get(kind, ("bobs", "anns"))

    def give_back(self, browser, path):
        browser.open(path)
        browser.script("document.querySelector('form[action=\"/give-back\"]').submit()")
        browser.wait(lambda: browser.path.startswith("/?") or browser.path == "/")

    def test_a_lease_that_is_lost_loses_nothing_typed(self):
        ann, bob = self.browser("ann"), self.browser("bob")
        path = self.open_text_field(ann)
        typing = ann.driver.current_window_handle
        ann.driver.switch_to.new_window("tab")
        self.give_back(ann, path)
        bob.open(path)
        bob.wait(lambda: bob.find("#decide"))
        ann.driver.switch_to.window(typing)
        typed = self.values(ann)[0]
        ann.retype(typed)
        ann.press(Keys.ENTER)
        ann.wait(lambda: ann.find(".govuk-error-summary"))
        self.assertIn("bob is working on it now", ann.text(".govuk-error-summary"))
        self.assertEqual(ann.find("#kept")[0].get_attribute("value"), typed)
        self.shoot(ann, "lost-lease")
        self.give_back(bob, path)

    def test_a_conflict_is_told_and_decided_again(self):
        ann, bob = self.browser("ann"), self.browser("bob")
        path = self.open_text_field(ann)
        bobs, anns = self.values(ann)
        typing = ann.driver.current_window_handle
        ann.driver.switch_to.new_window("tab")
        self.give_back(ann, path)
        bob.open(path)
        bob.wait(lambda: bob.find("#decide"))
        bob.retype(bobs)
        bob.step(Keys.ENTER)
        self.give_back(bob, path)
        ann.driver.switch_to.window(typing)
        ann.retype(anns)
        ann.press(Keys.ENTER)
        ann.wait(lambda: ann.find(".govuk-error-summary"))
        self.assertIn("Somebody else decided this", ann.text(".govuk-error-summary"))
        self.assertIn(bobs, ann.text("#current"))
        self.assertEqual(ann.find("#value")[0].get_attribute("value"), anns)
        self.shoot(ann, "conflict")
        ann.tab_to("accept")
        ann.step(Keys.ENTER)
        ann.open(path)
        self.assertEqual(ann.find("#value")[0].get_attribute("value"), anns)

    def test_who_is_logged_out_keeps_what_was_typed(self):
        cat = self.browser("cat")
        self.open_text_field(cat)
        cat.driver.delete_all_cookies()
        cat.retype("typed")
        cat.press(Keys.ENTER)
        cat.wait(lambda: cat.find("#sending-problem"))
        self.assertIn("no longer logged in", cat.text("#sending-problem"))
        self.assertEqual(cat.find("#value")[0].get_attribute("value"), "typed")


class AccessTest(ReviewTest):
    """WCAG 2.2 AA as far as axe-core can tell, by its rules of levels A and AA."""

    AXE = (pathlib.Path(importlib.util.find_spec("axe_playwright_python").origin).parent / "axe.min.js").read_text()

    def check(self, browser):
        browser.script(self.AXE)
        result = browser.driver.execute_async_script(
            "const done = arguments[0]; axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(done)"
        )
        found = [f"{v['id']}: {v['help']}: {[n['html'][:160] for n in v['nodes']]}" for v in result["violations"]]
        self.assertEqual(found, [], browser.path)

    def test_every_page_in_both_languages(self):
        for language in ("en", "cy"):
            cat = self.browser("cat")
            cat.open(f"/language/{language}?to=/")
            cat.take()
            self.check(cat)
            self.shoot(cat, f"field-{language}")
            cat.open(cat.path.split("/field")[0])
            self.check(cat)
            self.shoot(cat, f"record-{language}")
            for page in PAGES:
                cat.open(page)
                self.check(cat)
            cat.driver.delete_all_cookies()
            cat.open("/login")
            self.check(cat)

    def test_pages_fit_a_narrow_window(self):
        cat = self.browser("cat")
        cat.take()
        field = cat.path
        for page in [field, field.split("/field")[0], *PAGES]:
            cat.open(page)
            cat.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 320, "height": 800, "deviceScaleFactor": 1, "mobile": False})
            self.assertLessEqual(cat.script("return document.documentElement.scrollWidth"), 320, page)

    def test_everything_works_without_scripts(self):
        cat = self.browser("cat")
        cat.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        cat.open("/")
        cat.find("#take")[0].click()
        cat.wait(lambda: cat.find("[href*='/field?']") or cat.find("#decide"))
        self.assertTrue(cat.find("#decide") or cat.find("form[action$='/settle']"))


if __name__ == "__main__":
    unittest.main()
