// Sends a field's form and puts the next field in its place; keeps the record in hand; has the next crop ready.

const main = () => document.getElementById("main");
let renewal;

/// - again: readies a page that took another's place.
export function startSending(again) {
  const form = document.getElementById("decide"), field = document.getElementById("field");
  clearInterval(renewal);
  if (!form || !field) return;
  const value = document.getElementById("value");
  for (const button of form.querySelectorAll("[data-fill]")) button.addEventListener("click", (event) => {
    event.preventDefault();
    form.querySelectorAll("[data-chosen]").forEach((other) => other.removeAttribute("data-chosen"));
    button.dataset.chosen = "yes";
    value.value = button.dataset.fill;
    document.getElementById("live").textContent = button.dataset.fill;
    document.getElementById("accept").focus();
  });
  let isSending = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    await send(form, event.submitter, again);
    isSending = false;
  });
  prepare(field, form);
}

async function send(form, submitter, again) {
  const body = new URLSearchParams(new FormData(form, submitter));
  let response, text;
  try {
    response = await fetch(form.action, { method: "POST", body, redirect: "follow" });
    text = await response.text();
  } catch {
    return complain(document.body.dataset.offline);
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  // What was typed stays where it is if somebody has to log in first: the answer is of no session, or of another one.
  if ([401, 403].includes(response.status) && page.body.dataset.csrf !== document.body.dataset.csrf) {
    complain(document.body.dataset.lost);
    return refreshToken(form);
  }
  const isField = page.getElementById("field") !== null;
  if (!isField && response.ok) return location.assign(response.url);
  main().replaceChildren(...page.getElementById("main").childNodes);
  document.title = page.title;
  document.body.dataset.csrf = page.body.dataset.csrf;
  if (response.redirected) history.pushState(null, "", response.url);
  document.getElementById("live").textContent = document.getElementById("question")?.textContent ?? document.title;
  scrollTo(0, 0);
  again();
}

/// After a log-in in another tab the form has the token of that session.
function refreshToken(form) {
  addEventListener("focus", async () => {
    const text = await fetch("/", { redirect: "follow" }).then((r) => r.text()).catch(() => null);
    const csrf = text && new DOMParser().parseFromString(text, "text/html").body.dataset.csrf;
    if (csrf) for (const input of form.querySelectorAll("[name=csrf]")) input.value = csrf;
    if (csrf) document.body.dataset.csrf = csrf;
  }, { once: true });
}

function complain(message) {
  document.getElementById("sending-problem")?.remove();
  const note = document.createElement("div");
  note.id = "sending-problem";
  note.className = "govuk-error-summary";
  note.setAttribute("role", "alert");
  note.tabIndex = -1;
  note.textContent = message;
  main().prepend(note);
  note.focus();
}

/// Loads what comes next, and keeps the record while somebody is at it.
function prepare(field, form) {
  if (field.dataset.nextCrop) new Image().src = field.dataset.nextCrop;
  else if (field.dataset.last) ahead(field, form);
  if (!field.dataset.record) return;
  let isActive = true;
  for (const name of ["keydown", "pointermove"]) addEventListener(name, () => { isActive = true; }, { passive: true });
  renewal = setInterval(async () => {
    if (!isActive || document.hidden) return;
    isActive = false;
    const body = new URLSearchParams({ csrf: document.body.dataset.csrf });
    const response = await fetch(`/records/${encodeURIComponent(field.dataset.record)}/renew`, { method: "POST", body }).catch(() => null);
    if (response && !response.ok) {
      clearInterval(renewal);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      complain([...page.querySelectorAll("#main p")].map((p) => p.textContent).join(" "));
    }
  }, Math.max(5, field.dataset.lease / 3) * 1000);
}

async function ahead(field, form) {
  const body = new URLSearchParams(new FormData(form));
  for (const name of ["old", "value"]) body.delete(name);
  body.set("record", field.dataset.record);
  const next = await fetch("/ahead", { method: "POST", body }).then((r) => (r.ok ? r.json() : null)).catch(() => null);
  if (next?.crop) new Image().src = next.crop;
}

addEventListener("popstate", () => location.reload());
