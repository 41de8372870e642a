import type { ReactNode } from "react";
import { useRights } from "../../../data/session.ts";
import { Callout } from "../../../ui/callout.tsx";
import { t } from "../../../ui/words.ts";

/** Settings that builders and owners change; agents read them. */
export function BuildersPart({ children }: { readonly children: ReactNode }) {
  const { isBuilder } = useRights();
  if (isBuilder) return children;
  return (
    <>
      <Callout meaning="none">
        {t("As an agent you can look at this. Builders and owners can change it.")}
      </Callout>
      <fieldset className="channel-locked" disabled>
        {children}
      </fieldset>
    </>
  );
}
