import { Outlet } from "@tanstack/react-router";
import { t } from "../ui/words.ts";
import { Rail } from "./rail.tsx";
import "./frame.css";

/** What stays while screens change: the rail at the side, on phones a bar below. */
export function Frame() {
  return (
    <div className="frame">
      <a className="frame-skip" href="#work">
        {t("Skip to the work")}
      </a>
      <Rail />
      <div className="frame-screen">
        <Outlet />
      </div>
    </div>
  );
}
