import { previewRequest } from "@parley/flow";
import { t } from "../../../../ui/words.ts";
import { useSampleScope } from "./use-sample-scope.ts";
import "./request-tester.css";

/** The request as it would be sent with the sample values: address, and the body as it comes out. */
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
    <section className="preview" aria-label={t("With sample values")}>
      <p className="preview-line">
        <b>{method}</b> {url}
      </p>
      {body !== null && body !== "" && <pre className="preview-body">{pretty(body)}</pre>}
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
