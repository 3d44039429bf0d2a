// Makes what the package holds: the extension with its library in one file, and the licence.
const esbuild = require("esbuild");
const fs = require("fs");

fs.copyFileSync("../../LICENSE", "LICENSE");
esbuild.buildSync({
  entryPoints: ["extension.js"],
  outfile: "dist/extension.js",
  bundle: true,
  minify: true,
  platform: "node",
  external: ["vscode"],
});
