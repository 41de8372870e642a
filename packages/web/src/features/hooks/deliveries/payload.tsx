import { Snippet } from "../../../ui/snippet.tsx";
import { t } from "../../../ui/words.ts";
import { byteSize, prettyBody } from "../model/pretty-body.ts";

/** A body as people read it, with its size. */
export function Payload({ label, body }: { readonly label: string; readonly body: string }) {
  if (body === "") return <p className="field-hint">{t("{what}: empty", { what: label })}</p>;
  const { text, language } = prettyBody(body);
  const size = byteSize(new TextEncoder().encode(body).length);
  return <Snippet label={label} text={text} language={language} aside={size} />;
}
