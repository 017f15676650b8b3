// Usage: node check.mjs FILE. Prints what is wrong, exits with 1 on errors.
import { readFileSync } from "node:fs";
import { Parser } from "@asyncapi/parser";

const { document, diagnostics } = await new Parser().parse(readFileSync(process.argv[2], "utf8"));
const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 0);
for (const error of errors) {
  console.log(`${error.path.join(".")}: ${error.message}`);
}
if (document === undefined || errors.length > 0) {
  process.exit(1);
}
for (const channel of document.channels().all()) {
  console.log(channel.address());
}
