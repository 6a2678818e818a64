// Passkeys: asks our server for the question, the browser for the answer, and goes where the server
// says. Without scripts the codes remain; a browser that knows no passkeys says so.

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
const withBytes = (list) => list?.map((each) => ({ ...each, id: bytes(each.id) }));

function forBrowser(options) {
  const ready = { ...options, challenge: bytes(options.challenge) };
  if (options.user) ready.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) ready.excludeCredentials = withBytes(options.excludeCredentials);
  if (options.allowCredentials) ready.allowCredentials = withBytes(options.allowCredentials);
  return ready;
}

function forServer(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (credential.response[part]) response[part] = text(credential.response[part]);
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

class Refusal extends Error {}

async function ask(box, address, body) {
  const answer = await fetch(address, {
    method: "POST",
    credentials: "same-origin",
    headers: {
      "Content-Type": "application/json",
      "X-CSRFToken": box.querySelector("[name=csrfmiddlewaretoken]").value,
    },
    body: JSON.stringify(body),
  });
  const found = await answer.json();
  if (!answer.ok) throw new Refusal(found.detail);
  return found;
}

let waiting = null;

async function run(box, conditional = false) {
  const { publicKey } = await ask(box, box.dataset.begin, {});
  waiting?.abort();
  waiting = new AbortController();
  const wanted = { publicKey: forBrowser(publicKey), signal: waiting.signal };
  if (conditional) wanted.mediation = "conditional";
  const credential = await ("make" in box.dataset
    ? navigator.credentials.create(wanted)
    : navigator.credentials.get(wanted));
  const name = box.querySelector("[name=name]")?.value ?? "";
  const body = { credential: forServer(credential), name, next: box.dataset.next ?? "" };
  location.assign((await ask(box, box.dataset.complete, body)).next);
}

async function press(box) {
  const error = box.querySelector("[data-passkey-error]");
  const button = box.querySelector("[data-passkey-button]");
  error.hidden = true;
  button.disabled = true;
  try {
    await run(box);
  } catch (problem) {
    // Only our server's words are for people; the browser has shown its own.
    error.textContent = problem instanceof Refusal ? problem.message : box.dataset.failed;
    error.hidden = false;
    button.disabled = false;
  }
}

async function offerWhileTyping(box) {
  const field = document.querySelector("input[name=phone_number]");
  if (!field || !box.dataset.begin.includes("/sign-in/")) return;
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  field.autocomplete = "tel webauthn";
  // Nobody has pressed anything: a refusal is no news.
  run(box, true).catch(() => {});
}

if (window.PublicKeyCredential)
  for (const box of document.querySelectorAll("[data-passkey]")) {
    const button = box.querySelector("[data-passkey-button]");
    button.hidden = false;
    box.querySelector("[data-passkey-missing]").hidden = true;
    button.addEventListener("click", () => press(box));
    offerWhileTyping(box);
  }
