// Starts `bpa lsp` where there are rules, or pages that the settings name. All else is its work.
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const RULES = "**/rules/*/*.yaml";
const PRODUCTS = "**/rules/*/product.yaml";

let client;

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("bpa.restart", restart),
    vscode.workspace.onDidChangeConfiguration((event) => {
      // the other settings are sent to the server as they change, where there is one
      const own = client ? "bpa.path" : "bpa";
      if (event.affectsConfiguration(own)) {
        return restart();
      }
    }),
  );
  await start();
}

async function deactivate() {
  await stop();
}

async function restart() {
  await stop();
  await start();
}

async function stop() {
  const running = client;
  client = undefined;
  // one that never came up cannot be stopped, and need not be
  await running?.stop().catch(() => undefined);
}

async function start() {
  const settings = vscode.workspace.getConfiguration("bpa");
  const pages = settings.get("pages");
  if (!(await isWanted(pages))) {
    return;
  }
  const command = program(settings.get("path"));
  const server = { command, args: ["lsp"], options: { cwd: ownFolder(command) } };
  client = new LanguageClient("bpa", "bpadocs", server, {
    documentSelector: [{ scheme: "file", language: "yaml", pattern: RULES }],
    initializationOptions: { pages },
    synchronize: { configurationSection: "bpa" },
  });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    await tellWhy(server.command, error);
  }
}

async function isWanted(pages) {
  if (pages && pages.english) {
    return true;
  }
  const found = await vscode.workspace.findFiles(PRODUCTS, "**/node_modules/**", 1);
  return found.length > 0;
}

function program(path) {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  return (path || "bpa").replaceAll("${workspaceFolder}", () => folder);
}

// Windows looks for a program in the current folder first, which would be a project's own.
function ownFolder(command) {
  return /[\\/]/.test(command) ? undefined : __dirname;
}

async function tellWhy(command, error) {
  const open = "Open the settings";
  const message =
    `“${command} lsp” could not be started: ${error.message ?? error}. ` +
    "pip install \"bpadocs[lsp]\" brings it; where it is not on the path, set bpa.path.";
  if ((await vscode.window.showErrorMessage(message, open)) === open) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "bpa.path");
  }
}

module.exports = { activate, deactivate };
