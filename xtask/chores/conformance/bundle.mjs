// Bundles each OpenAPI document of a folder, by three programs that people bundle with. A document of
// ours refers to itself alone, so a bundle says what the document says. That the programs do follow
// what they find, one that does refer to a file shows first.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import * as refParser from "@apidevtools/json-schema-ref-parser";
import SwaggerParser from "@apidevtools/swagger-parser";

const [work, folder] = process.argv.slice(2);
const read = (path) => JSON.parse(readFileSync(path, "utf8"));
// What a document says, through JSON: what counts are values, and not of which classes they are.
// Where a component is nothing but a reference, a bundler may refer to what is behind it.
const said = (document) =>
  JSON.parse(JSON.stringify(document), (key, value) =>
    key === "$ref" && typeof value === "string" && value.startsWith("#/components/")
      ? "#/components/"
      : value,
  );
const documents = readdirSync(folder).filter((name) => name.endsWith(".json"));

// The documents of the test name this file wherever they can.
const secret = "read by a bundler";
writeFileSync(join(folder, "secret.json"), JSON.stringify({ secret }));
const control = "control.json";
writeFileSync(
  join(folder, control),
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Control", version: "1" },
    paths: {},
    "x-data": { data: { $ref: "secret.json" } },
  }),
);

const bundles = join(folder, "redocly");
mkdirSync(bundles, { recursive: true });
const redocly = spawnSync(
  process.execPath,
  [
    join(work, "node_modules/@redocly/cli/bin/cli.js"),
    "bundle",
    ...[control, ...documents].map((name) => join(folder, name)),
    ...["--ext", "json", "--output", bundles, "--config", join(work, "redocly.yaml")],
  ],
  {
    encoding: "utf8",
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
  },
);
if (redocly.status !== 0) throw new Error(redocly.stdout + redocly.stderr);

const programs = {
  "json-schema-ref-parser": (name) => refParser.bundle(join(folder, name)),
  "swagger-parser": (name) => SwaggerParser.bundle(join(folder, name)),
  redocly: (name) => read(join(bundles, name)),
};
const wrong = [];
for (const [program, bundle] of Object.entries(programs)) {
  if (!JSON.stringify(await bundle(control)).includes(secret)) {
    wrong.push(`${program} does not follow what it finds: this shows nothing of it`);
  }
  for (const name of documents) {
    try {
      if (!isDeepStrictEqual(said(await bundle(name)), said(read(join(folder, name))))) {
        wrong.push(`${program} makes another document of ${join(folder, name)}`);
      }
    } catch (error) {
      wrong.push(`${program} cannot bundle ${join(folder, name)}: ${error.message}`);
    }
  }
}
if (wrong.length > 0) {
  console.error(wrong.join("\n"));
  process.exit(1);
}
