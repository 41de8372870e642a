import { previewRequest } from "@parley/flow";
import { Radio } from "lucide-react";
import { t } from "../../../../ui/words.ts";
import { useSampleScope } from "./use-sample-scope.ts";
import "./request-tester.css";

/** The request as it would be sent with the sample values: address, body as it comes out, and where it goes. */
export function RequestPreview({ params }: { readonly params: unknown }) {
  const scope = useSampleScope();
  const preview = previewRequest(params, scope);
  if (!preview.ok && preview.problems.some(({ code }) => code === "invalid-params"))
    return <p className="field-hint">{t("First fill in what is marked above.")}</p>;
  if (!preview.ok)
    return (
      <ul className="preview-problems">
        {preview.problems.map(({ path, message, hint }) => (
          <li key={`${path.join(".")} ${message}`}>
            {message} {hint}
          </li>
        ))}
      </ul>
    );
  const { method, url, body } = preview.request;
  return (
    <section className="tester-preview" aria-label={t("With sample values")}>
      <p className="preview-line">
        <b>{method}</b> {url}
      </p>
      {body !== null && body !== "" && <pre className="preview-body">{pretty(body)}</pre>}
      <p className="preview-real">
        <Radio aria-hidden />
        <span>
          {t("Sending makes a real call, from the server to {host}, with these values.", {
            host: URL.parse(url)?.host ?? url,
          })}
        </span>
      </p>
    </section>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
