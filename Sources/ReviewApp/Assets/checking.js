// Checks what is typed by asking the server, which has the only rules.

export function startChecking() {
  const input = document.getElementById("value"), note = document.getElementById("check");
  if (!input?.dataset.kind || !note) return;
  const first = input.value;
  let timer, latest = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value === first || input.dataset.kind === "text") return say(note, "", "");
    timer = setTimeout(async () => {
      const turn = ++latest;
      const body = new URLSearchParams({ csrf: document.body.dataset.csrf, kind: input.dataset.kind, value: input.value });
      const answer = await fetch("/check", { method: "POST", body }).then((r) => (r.ok ? r.json() : null)).catch(() => null);
      if (answer && turn === latest) say(note, answer.state, answer.message);
    }, 150);
  });
}

function say(note, state, message) {
  note.dataset.state = state;
  note.textContent = message;
}
