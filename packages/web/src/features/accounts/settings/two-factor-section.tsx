import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useSession } from "../../../data/session.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { Section } from "../../../ui/section.tsx";
import { t } from "../../../ui/words.ts";
import { TwoFactorOff } from "./two-factor-off.tsx";

// Drawing QR codes is for the few minutes in which one is shown.
const TwoFactorOn = lazy(async () => ({
  default: (await import("./two-factor-on.tsx")).TwoFactorOn,
}));

/** Whether a code is asked for after the password, and the way to change that. */
export function TwoFactorSection() {
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const hasIt = useSession()?.account?.has_two_factor ?? false;
  const finish = () => {
    setOpen(false);
    void queries.invalidateQueries({ queryKey: ["session"] });
  };
  return (
    <Section
      title={t("Two-factor sign-in")}
      about={t("After the password, a code that an authenticator on your phone shows.")}
    >
      <div className="settings-line">
        <Badge meaning={hasIt ? "ok" : "none"}>{hasIt ? t("On") : t("Off")}</Badge>
        <Button look={hasIt ? "danger" : "plain"} onClick={() => setOpen(true)}>
          {hasIt ? t("Switch off…") : t("Switch on…")}
        </Button>
      </div>
      {isOpen && hasIt && <TwoFactorOff onClose={() => setOpen(false)} onDone={finish} />}
      <Suspense>
        {isOpen && !hasIt && <TwoFactorOn onClose={() => setOpen(false)} onDone={finish} />}
      </Suspense>
    </Section>
  );
}
