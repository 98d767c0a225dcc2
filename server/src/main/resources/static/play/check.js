// Checks one draw, here in the browser: SHA-256 and HMAC are written out, nothing is asked of the
// server, and the page works from a saved file too. FIPS 180-4 and RFC 2104.
const K = [];
const H = [];
{
  const fraction = (value) => Math.floor((value - Math.floor(value)) * 0x100000000) >>> 0;
  for (let n = 2; K.length < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (!prime) continue;
    if (H.length < 8) H.push(fraction(Math.sqrt(n)));
    K.push(fraction(Math.cbrt(n)));
  }
}

function sha256(bytes) {
  const size = ((bytes.length + 8) >> 6) * 64 + 64;
  const data = new Uint8Array(size);
  data.set(bytes);
  data[bytes.length] = 0x80;
  const view = new DataView(data.buffer);
  view.setUint32(size - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(size - 4, (bytes.length * 8) >>> 0);
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  const hash = Uint32Array.from(H);
  const w = new Uint32Array(64);
  for (let at = 0; at < size; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(at + 4 * i);
    for (let i = 16; i < 64; i++) {
      const a = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
      const b = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
      w[i] = w[i - 16] + a + w[i - 7] + b;
    }
    let [a, b, c, d, e, f, g, h] = hash;
    for (let i = 0; i < 64; i++) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => (hash[i] += value));
  }
  const out = new Uint8Array(32);
  hash.forEach((value, i) => new DataView(out.buffer).setUint32(4 * i, value));
  return out;
}

function hmac(key, message) {
  const block = new Uint8Array(64);
  block.set(key.length > 64 ? sha256(key) : key);
  const both = (pad, tail) => {
    const joined = new Uint8Array(64 + tail.length);
    block.forEach((value, i) => (joined[i] = value ^ pad));
    joined.set(tail, 64);
    return sha256(joined);
  };
  return both(0x5c, both(0x36, message));
}

const hex = (bytes) => [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

function ticketOf(serverSeed, personSeed, counter) {
  const message = new TextEncoder().encode(personSeed + ":" + counter);
  return Number(BigInt("0x" + hex(hmac(serverSeed, message))) % 1000000n);
}

function check(form) {
  const field = (name) => form.elements[name].value.trim();
  const out = (name) => form.querySelector(`[data-out="${name}"]`);
  const seed = field("server").toLowerCase();
  const counter = field("counter");
  const whole = /^[0-9a-f]{64}$/.test(seed) && /^[1-9][0-9]*$/.test(counter) && field("own") !== "";
  form.querySelector("[data-result]").hidden = !whole;
  form.querySelector("[data-waiting]").hidden = whole;
  if (!whole) return;
  const promised = hex(sha256(unhex(seed))) === field("promise").toLowerCase();
  out("kept").hidden = !promised;
  out("broken").hidden = promised;
  const ticket = ticketOf(unhex(seed), field("own"), counter);
  out("ticket").textContent = ticket;
  let passed = 0;
  const odds = field("odds").split(/[\s,]+/).map(Number);
  const position = odds.findIndex((tickets) => ticket < (passed += tickets));
  const names = form.querySelectorAll("[data-prize]");
  out("prize").textContent = names[position]?.textContent ?? position + 1;
}

const form = document.querySelector("form[data-check]");
if (form) {
  form.addEventListener("input", () => check(form));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check(form);
  });
  check(form);
}
