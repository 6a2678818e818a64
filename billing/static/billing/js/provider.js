// The one request that carries a card: from this browser straight to the payment provider.

const PATIENCE_MS = 45_000;

/**
 * Post the payment with its card.
 * Returns {kind: "made", payment}, {kind: "used"} when this attempt was already sent,
 * {kind: "refused", fields}, {kind: "busy"}, {kind: "unavailable"} or {kind: "unreachable"}:
 * after the last one the outcome is unknown and the same attempt may be sent again.
 */
export async function sendPayment(request, card) {
  const { api_url: address, publishable_api_key: key, ...payment } = request;
  let response;
  let body;
  try {
    response = await fetch(address, {
      method: "POST",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        Accept: "application/json",
        Authorization: `Basic ${btoa(`${key}:`)}`,
        "Content-Type": "application/json",
      },
      body: JSON.stringify({ ...wanted(payment), source: { type: "creditcard", ...card } }),
    });
    body = await response.json();
  } catch {
    return { kind: "unreachable" };
  }
  if (response.ok) return { kind: "made", payment: body };
  if (response.status === 400) return refusal(body);
  if (response.status === 429) return { kind: "busy" };
  return { kind: response.status >= 500 ? "unreachable" : "unavailable" };
}

function wanted({ given_id, amount, currency, description, callback_url, metadata }) {
  // A coupon would lower the amount, and the payment would no longer be the one that is due.
  return { given_id, amount, currency, description, callback_url, metadata, apply_coupon: false };
}

function refusal(body) {
  if (body?.type === "used_given_id") return { kind: "used" };
  const errors = body?.errors;
  const fields = errors && typeof errors === "object" ? Object.keys(errors) : [];
  // Nested names come dotted or in brackets: source.number, source[number].
  return { kind: "refused", fields: fields.map((name) => name.replace(/^source[.[]|\]$/g, "")) };
}
