import { AtSign, Blocks, CircleAlert, FlaskConical, Search, Settings2 } from "lucide-react";
import { IconButton } from "../../../ui/icon-button.tsx";
import { t } from "../../../ui/words.ts";
import { useActions } from "../canvas/canvas-actions.ts";
import { useProblemWords } from "./problem-words.ts";
import type { SideTab } from "./side-panel.tsx";
import "./side-panel.css";

/** The side panel, folded away: its tabs float over the canvas. */
export function SideRail({ onTab }: { readonly onTab: (tab: SideTab) => void }) {
  const { isReadOnly } = useActions();
  const problems = useProblemWords();
  return (
    <div className="side-rail">
      {!isReadOnly && (
        <IconButton label={t("Blocks")} icon={<Blocks />} onClick={() => onTab("blocks")} />
      )}
      <IconButton label={t("Find")} icon={<Search />} onClick={() => onTab("find")} />
      <IconButton label={t("Fields")} icon={<AtSign />} onClick={() => onTab("fields")} />
      <IconButton
        className={problems.isMarked ? "side-tab-marked" : ""}
        label={problems.label}
        icon={<CircleAlert />}
        onClick={() => onTab("problems")}
      />
      <IconButton label={t("Tests")} icon={<FlaskConical />} onClick={() => onTab("tests")} />
      <IconButton label={t("Settings")} icon={<Settings2 />} onClick={() => onTab("settings")} />
    </div>
  );
}
