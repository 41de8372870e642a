import { Outlet, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useSession, useWorkspace } from "../data/session.ts";
import { t } from "../ui/words.ts";
import { useShortcuts } from "./keys.ts";
import { LostSeat } from "./lost-seat.tsx";
import { NoWorkspace } from "./no-workspace.tsx";
import { listPlaces } from "./places.tsx";
import { Rail } from "./rail.tsx";
import { ScreenNews } from "./screen-news.tsx";
import "./frame.css";

const loadPalette = async () => ({ default: (await import("./palette.tsx")).Palette });
const Palette = lazy(loadPalette);
const KeysHelp = lazy(async () => ({ default: (await import("./keys-help.tsx")).KeysHelp }));

/** The screen comes first. */
const paletteAfterMs = 1000;

/** What stays while screens change: the rail at the side, on phones a bar below; the palette and the help over it. */
export function Frame() {
  const router = useRouter();
  const [over, setOver] = useState<"palette" | "keys" | null>(null);
  const shortcuts = useMemo(
    () => ({
      "mod+k": () => setOver((shown) => (shown === "palette" ? null : "palette")),
      "?": () => setOver("keys"),
      ...Object.fromEntries(
        listPlaces().map(({ to, key }) => [`g ${key}`, () => void router.navigate({ to })]),
      ),
    }),
    [router],
  );
  useShortcuts(shortcuts);
  useEffect(() => {
    // Whoever presses its keys types on at once: what is typed before it is there would go to the screen.
    const timer = setTimeout(() => void loadPalette().catch(() => {}), paletteAfterMs);
    return () => clearTimeout(timer);
  }, []);
  const close = () => setOver(null);
  return (
    <div className="frame">
      <a className="frame-skip" href="#work">
        {t("Skip to the work")}
      </a>
      <Rail onSearch={() => setOver("palette")} onHelp={() => setOver("keys")} />
      <div className="frame-screen">
        <Screen />
      </div>
      <ScreenNews />
      <Suspense>
        {over === "palette" && <Palette onClose={close} onHelp={() => setOver("keys")} />}
        {over === "keys" && <KeysHelp onClose={close} />}
      </Suspense>
    </div>
  );
}

/** The screen at this address; who has no seat has none. */
function Screen() {
  const workspaces = useSession()?.workspaces;
  const present = useWorkspace();
  if (workspaces?.length === 0) return <NoWorkspace />;
  return workspaces && !present ? <LostSeat /> : <Outlet />;
}
