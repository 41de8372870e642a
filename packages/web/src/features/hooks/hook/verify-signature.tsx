import { useState } from "react";
import { Snippet } from "../../../ui/snippet.tsx";
import { Tabs } from "../../../ui/tabs.tsx";
import { t } from "../../../ui/words.ts";
import { signatureSnippets } from "../model/signature-snippets.ts";
import "../../../ui/form.css";

/** How a receiver knows that a request is Parley's. */
export function VerifySignature() {
  const [language, setLanguage] = useState("node");
  return (
    <div className="form">
      <p className="verify-about">
        {t(
          "Anybody can post to an address that they know. Each request is signed with the MessageHook's secret, as Standard Webhooks describes it; libraries for many languages check it. The same in a few lines:",
        )}
      </p>
      <Tabs
        label={t("Code in")}
        value={language}
        onChange={setLanguage}
        tabs={Object.entries(signatureSnippets).map(([value, { label, text }]) => ({
          ...{ value, label },
          content: <Snippet language="code" label={label} text={text.trimEnd()} />,
        }))}
      />
      <p className="verify-about">
        {t(
          "The same message may come twice, always under the same webhook-id. Keep that id with your work, and answer 2xx only when it is done.",
        )}
      </p>
    </div>
  );
}
