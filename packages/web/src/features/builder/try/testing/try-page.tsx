import { readFlow } from "@parley/flow";
import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startAppearance } from "../../../../ui/appearance.ts";
import { TooltipScope } from "../../../../ui/tooltip.tsx";
import { TestsPanel } from "../tests-panel.tsx";
import { TryIt, type TryItProps } from "../try-it.tsx";
import "../../../../ui/tokens.css";
import "../../../../ui/base.css";

// A page with nothing on it but *Try it*, for the browser tests: what it hears and keeps stands on `window`.

declare global {
  interface Window {
    __webpack_nonce__?: string;
    showTryIt(flow: unknown): void;
    showTests(flow: unknown): void;
    readonly heard: { path: unknown; saved: { id: number; name: string; transcript: string }[] };
  }
}

const bot = { id: 1_010_178, name: "Marina" };
const heard: Window["heard"] = { path: null, saved: [] };
const root = createRoot(document.body.appendChild(document.createElement("main")));

const performRequest: TryItProps["performRequest"] = async (_, request) => ({
  success: true,
  request: { method: "POST", url: "", headers: {}, body: JSON.stringify(request.fields) },
  answer: { status: 201, headers: {}, json: { payment_id: "pay_9" }, duration_ms: 3 },
});

async function showTryIt(flow: unknown): Promise<void> {
  await startAppearance(document.documentElement);
  const props: TryItProps = {
    ...{ flow: readDocument(flow), bot, performRequest },
    onPath: (path) => {
      heard.path = path;
    },
    saveTest: async (name, transcript) => {
      heard.saved.push({ id: heard.saved.length + 1, name, transcript });
    },
    onClose: () => root.render(null),
  };
  root.render(inScope(<TryIt {...props} />));
}

async function showTests(flow: unknown): Promise<void> {
  await startAppearance(document.documentElement);
  const props = { flow: readDocument(flow), bot, tests: heard.saved, onTry: () => undefined };
  const onReplace = async () => undefined;
  root.render(inScope(<TestsPanel {...props} onReplace={onReplace} />));
}

function inScope(child: ReactNode): ReactNode {
  return (
    <StrictMode>
      <TooltipScope>{child}</TooltipScope>
    </StrictMode>
  );
}

function readDocument(flow: unknown) {
  const { document } = readFlow(flow);
  if (!document) throw new Error("This is no flow.");
  return document;
}

// How Radix is told the nonce of the styles that it makes; see start-studio.tsx.
Object.assign(window, { __webpack_nonce__: "try" });
Object.assign(window, { showTryIt, showTests, heard });
