// Runs the compiled handlers on every example of the catalogues, and compares what they read with
// what catalogue.json says.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";

process.chdir(import.meta.dirname);

/** What the places of a delay say, in order; as the format describes them. */
function delayOf(api, envelope, code, example) {
  for (const place of code.retry.after ?? []) {
    let value;
    if (typeof place === "number") value = place;
    else if (place === "header") value = example.headers["Retry-After"];
    else if (place.startsWith("slots.")) value = example.slots[place.slice("slots.".length)];
    else if (!holds(envelope.body, /^\$details/)) continue;
    else value = example.details?.[wireOf(api, code, place.slice("details.".length))];
    if (value === undefined || value === null) continue;
    // What is assumed is not from outside.
    if (typeof place === "number") return value;
    const number = typeof value === "number" ? value : Number(value);
    const until = () => Math.max(0, (Date.parse(value) - Date.now()) / 1000);
    return Math.min(Number.isNaN(number) ? until() : number, 3600);
  }
  return undefined;
}

/** The JSON key of a field of a code's details. */
function wireOf(api, code, name) {
  let { fields, type } = code.details;
  while (fields === undefined) {
    const named = api.types.find((it) => it.name === type);
    ({ fields, type } = named);
  }
  return fields.find((field) => field.name === name).wire;
}

/** Whether a ref stands somewhere in a body. */
function holds(body, ref) {
  if (typeof body === "string") return ref.test(body);
  return typeof body === "object" && body !== null && Object.values(body).some((it) => holds(it, ref));
}

/** A body with another value wherever `from` stands. */
function swap(body, from, to) {
  if (body === from) return to;
  if (Array.isArray(body)) return body.map((it) => swap(it, from, to));
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([key, it]) => [key, swap(it, from, to)]));
}

function near(actual, expected, where) {
  if (expected === undefined) return assert.equal(actual, undefined, where);
  // Times are told from now on.
  assert.ok(Math.abs(actual - expected) < 5, `${where}: delay ${actual}, not ${expected}`);
}

/** An example whose delays are so many seconds, or last for as long as there are dates; undefined
 *  where it tells none. */
function delayed(api, envelope, code, example, seconds) {
  const far = "9999-12-31T23:59:59Z";
  const digits = BigInt(seconds).toString();
  let { body } = example;
  const headers = { ...example.headers };
  const values = (code.retry?.after ?? []).map((place) => {
    if (typeof place === "number") return undefined;
    if (place === "header") return example.headers["Retry-After"];
    if (place.startsWith("slots.")) return example.slots[place.slice("slots.".length)];
    if (!holds(envelope.body, /^\$details/)) return undefined;
    return example.details?.[wireOf(api, code, place.slice("details.".length))];
  });
  const told = values.filter((value) => value !== undefined && value !== null);
  if (told.length === 0 || told.some((value) => String(value) === String(code.wire))) return undefined;
  for (const value of told) {
    const text = Number.isNaN(Number(value)) ? far : digits;
    body = swap(body, value, typeof value === "number" ? seconds : text);
    body = swap(body, String(value), text);
    for (const name of Object.keys(headers)) {
      if (headers[name] === String(value)) headers[name] = text;
    }
  }
  return { ...example, body, headers };
}

/** The pauses that `send` makes, and how it ends, when an example is answered to every request. */
async function sending(module, example, ...bounds) {
  const pauses = [];
  const real = globalThis.setTimeout;
  globalThis.setTimeout = (then, wait) => (pauses.push(wait / 1000), queueMicrotask(then));
  const answer = () =>
    new Response(JSON.stringify(example.body), { status: example.status ?? 500, headers: example.headers });
  try {
    await module.send(async () => answer(), ...bounds);
  } catch (failure) {
    assert.ok(failure instanceof module.ApiFailure, String(failure));
    return { pauses, failure };
  } finally {
    globalThis.setTimeout = real;
  }
  throw new Error("an answer with an error was taken for success");
}

let [apis, bodies, bounded] = [0, 0, 0];
for (const name of readdirSync("src")) {
  const catalogue = JSON.parse(readFileSync(`src/${name}/catalogue.json`, "utf8"));
  for (const api of catalogue.apis) {
    if (api.codes.length === 0) continue;
    assert.ok(existsSync(`out/${name}/${api.id}/errors.js`), `${name}/${api.id} has no handler`);
    const module = await import(`./out/${name}/${api.id}/errors.js`);
    assert.equal(typeof (await import(`./out/${name}/${api.id}/main.js`)).load, "function");
    apis++;
    for (const nothing of [null, [], {}, "x", 1, { errors: [] }, { error: null }]) {
      assert.deepEqual(module.readErrors(nothing, new Headers()), []);
    }
    for (const code of api.codes) {
      const envelope = api.envelopes.find((it) => it.name === code.envelope);
      for (const example of code.examples) {
        bodies++;
        const where = `${name}/${api.id}/${code.name}`;
        const headers = new Headers(example.headers);
        const [error, ...more] = module.readErrors(example.body, headers);
        assert.equal(more.length, 0, where);
        assert.equal(error.code, code.wire, where);
        if (holds(envelope.body, /^\$message/)) assert.equal(error.message, example.message, where);
        if (holds(envelope.body, /^\$details/) && example.details !== undefined) {
          assert.deepEqual(error.details, example.details ?? undefined, where);
        }
        for (const [slot, value] of Object.entries(example.slots)) {
          const read = error.slots[slot];
          if (value !== null && typeof value === typeof read) assert.deepEqual(read, value, where);
          else if (value !== null) assert.equal(read, String(value), where);
        }
        assert.equal(error.advice?.action, code.action, where);
        assert.equal(error.advice?.retry, code.retry?.kind, where);
        const delay = code.retry && delayOf(api, envelope, code, example);
        near(error.advice?.delay, delay, where);

        const { pauses, failure } = await sending(module, example);
        assert.equal(failure.errors[0].code, code.wire, where);
        const first = {
          immediately: 0,
          after_delay: delay ?? 1,
          backoff: Math.max(delay ?? 0, 1),
        }[code.retry?.kind];
        if (first === undefined || first >= 300) assert.deepEqual(pauses, [], where);
        else near(pauses[0], first, where);

        // However long a delay is told, the client has its own bound.
        const long = delayed(api, envelope, code, example, Number.MAX_VALUE);
        if (long !== undefined) {
          const there = new Headers(long.headers);
          assert.equal(module.readErrors(long.body, there)[0].advice.delay, 3600, where);
          assert.equal(module.readErrors(long.body, there, 60)[0].advice.delay, 60, where);
          assert.deepEqual((await sending(module, long)).pauses, [], where);
          // A client that wants to wait for long waits as long as a timer can. A timer with a longer delay fires at once.
          const acts = api.codes.some((it) => it.retry?.kind === "after_action");
          const years = delayed(api, envelope, code, example, 3e9);
          const { pauses } = await sending(module, years, ...(acts ? [undefined] : []), 2, 1e12);
          assert.deepEqual(pauses, [(2 ** 31 - 1) / 1000], where);
          bounded++;
        }

        // A code that is newer than the handler arrives as it is.
        const newer = typeof code.wire === "number" ? 987654321 : "brand new \u2028 code";
        const text = typeof code.wire === "number" ? String(newer) : newer;
        let body = swap(example.body, code.wire, newer);
        body = swap(body, String(code.wire), text);
        if (!holds(envelope.body, /^\$code/)) continue;
        const [unknown] = module.readErrors(body, headers);
        assert.equal(unknown.code, newer, where);
        assert.equal(unknown.advice, undefined, where);
      }
    }
  }
}
assert.ok(bodies > 0 && bounded > 0);
console.log(`handlers: ${bodies} bodies read by ${apis} modules of TypeScript`);
