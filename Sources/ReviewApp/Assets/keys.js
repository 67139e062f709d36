// Keys of the field's page. They work while the focus is on the field or nowhere, and a switch turns those of a single key off.
import { view } from "./picture.js";

const setting = "formscan-keys-off";
const isOff = () => localStorage.getItem(setting) === "yes";
let isListening = false;

export function startKeys() {
  const form = document.getElementById("decide");
  const choice = document.getElementById("keys-choice"), box = document.getElementById("keys-off");
  if (choice) {
    choice.hidden = false;
    box.checked = isOff();
    box.onchange = () => localStorage.setItem(setting, box.checked ? "yes" : "no");
  }
  if (!isListening) {
    isListening = true;
    document.addEventListener("keydown", press);
  }
  if (!form || document.querySelector(".govuk-error-summary")) return;
  rest();
}

/// Puts the focus where Enter accepts; where there is no value, where the typing begins.
function rest() {
  const form = document.getElementById("decide");
  if (!form) return;
  const value = document.getElementById("value"), accept = document.getElementById("accept");
  if (value?.dataset.open) value.focus({ preventScroll: true });
  // A mark that nobody could read has no such place: there Enter does nothing.
  else (accept ?? document.getElementById("answer"))?.focus({ preventScroll: true });
}

function press(event) {
  const form = document.getElementById("decide");
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  // A key that is held down decides one field, not the next ones too.
  if (event.repeat && (event.key === "Enter" || event.target.id !== "value" && /^(Delete|[1-9])$/.test(event.key))) return event.preventDefault();
  const target = event.target, value = document.getElementById("value");
  if (target === value) return pressWhileTyping(event, value);
  if (target.closest?.("input, textarea, select")) return;
  if (event.key === "F2" && value) return take(event, () => edit(value));
  if (isOff()) return;
  const pan = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] }[event.key];
  if (pan && target.id === "picture") return take(event, () => view.pan(...pan));
  if (event.key === "?") return take(event, help);
  if (event.key === "+" || event.key === "=") return take(event, () => view.zoom(0.7));
  if (event.key === "-") return take(event, () => view.zoom(1.4));
  if (event.key === "0") return take(event, view.home);
  if (!form) return;
  if (/^[1-9]$/.test(event.key)) return choose(event, form);
  // No letters: whoever begins to type a name must not decide anything with it.
  if (event.key === "Delete" && document.getElementById("blank")) return take(event, () => document.getElementById("blank").click());
  if (event.key === "PageUp" && document.getElementById("previous")) return take(event, () => document.getElementById("previous").click());
  // Any other letter begins a new value.
  if (value && event.key.length === 1 && event.key !== " ") { value.focus(); value.select(); }
}

function pressWhileTyping(event, value) {
  if (event.key === "Escape") return take(event, () => {
    value.value = value.defaultValue;
    value.dispatchEvent(new Event("input"));
    document.getElementById("accept").focus();
  });
  // In a box of several lines too; Shift makes a new one.
  if (event.key === "Enter" && !event.shiftKey) return take(event, () => document.getElementById("accept").click());
}

/// A mark is decided at once; another value goes into the box, where Enter accepts it.
function choose(event, form) {
  const button = form.querySelector(`[data-key="${event.key}"]`);
  if (button) return take(event, () => button.click());
  // Where there is nothing to choose a digit begins a new value, as a letter does.
  const value = document.getElementById("value");
  if (value && !form.querySelector("[data-key]")) { value.focus(); value.select(); }
}

function edit(value) {
  value.focus();
  value.setSelectionRange(value.value.length, value.value.length);
}

function help() {
  const list = document.getElementById("shortcuts");
  if (!list) return;
  list.open = !list.open;
  if (list.open) list.querySelector("summary").focus();
  else rest();
}

function take(event, act) {
  event.preventDefault();
  act();
}
