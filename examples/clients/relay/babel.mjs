// What a bundler's Babel does in an application: the graphql tags become imports of what
// relay-compiler wrote. Run as: node --import ./relay/babel.mjs relay/run.js
import { transformFileSync } from "@babel/core";
import { register } from "node:module";
import { fileURLToPath } from "node:url";

export function resolve(specifier, context, nextResolve) {
  return nextResolve(specifier.endsWith(".graphql") ? `${specifier}.js` : specifier, context);
}

export function load(url, context, nextLoad) {
  if (!url.startsWith(new URL("./", import.meta.url).href)) {
    return nextLoad(url, context);
  }
  const artifactDirectory = fileURLToPath(new URL("./__generated__", import.meta.url));
  const { code } = transformFileSync(fileURLToPath(url), {
    babelrc: false,
    plugins: [["relay", { artifactDirectory, eagerEsModules: true }]],
  });
  return { format: "module", shortCircuit: true, source: code };
}

if (!process.env.RELAY_HOOKS) {
  process.env.RELAY_HOOKS = "registered";
  register(import.meta.url);
}
