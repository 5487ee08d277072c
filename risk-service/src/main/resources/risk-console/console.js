// Shows what this node decided, once a second. Everything enters the document as text.
const EVERY_MS = 1000;
const at = (id) => document.getElementById(id);
const clock = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3,
});

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function countOf([disposition, count]) {
  const box = document.createElement("div");
  box.append(element("dt", disposition), element("dd", count.toLocaleString()));
  return box;
}

function rowOf(decision) {
  const row = document.createElement("tr");
  const disposition = document.createElement("td");
  disposition.append(element("span", decision.disposition, `tag ${decision.disposition}`));
  row.append(
    element("td", clock.format(new Date(decision.time))),
    element("td", decision.account),
    element("td", decision.sale),
    element("td", decision.prefix),
    disposition,
    element("td", decision.reasons.join(", ") || "–", "wide"),
    element("td", decision.score.toFixed(2), "number"),
  );
  return row;
}

function show(live) {
  at("viewer").textContent = live.viewer;
  at("policy").textContent = `policy ${live.policyVersion} · ${live.mode}`;
  at("counts").replaceChildren(...Object.entries(live.snapshot.counts).map(countOf));
  at("rows").replaceChildren(...live.snapshot.decisions.map(rowOf));
  at("state").textContent = live.snapshot.decisions.length ? "" : "No decision yet.";
}

async function refresh() {
  try {
    const answer = await fetch("recent", { signal: AbortSignal.timeout(5000) });
    if (answer.status === 401) {
      location.assign("login");
      return;
    }
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    show(await answer.json());
  } catch {
    at("state").textContent = "The risk service does not answer. Trying again…";
  }
  setTimeout(refresh, EVERY_MS);
}

refresh();
