import { Link } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { Tooltip } from "../ui/tooltip.tsx";
import { t } from "../ui/words.ts";
import { AccountMenu } from "./account-menu.tsx";
import { modifierSign } from "./keys.ts";
import { listPlaces } from "./places.tsx";
import { WorkspaceMenu } from "./workspace-menu.tsx";
import "./rail.css";

export interface RailProps {
  readonly onSearch: () => void;
  readonly onHelp: () => void;
}

/** Where one can go; below it where one is, and who. */
export function Rail({ onSearch, onHelp }: RailProps) {
  const search = t("Search and commands");
  return (
    <nav className="rail" aria-label={t("Main")}>
      <ul className="rail-places">
        {listPlaces().map(({ to, label, icon, key }) => (
          <li key={to}>
            <Tooltip label={label} keys={`G ${key.toUpperCase()}`} side="right">
              <Link to={to} className="rail-place" aria-label={label}>
                {icon}
              </Link>
            </Tooltip>
          </li>
        ))}
      </ul>
      <div className="rail-below">
        <Tooltip label={search} keys={`${modifierSign()}K`} side="right">
          <button type="button" className="rail-place" aria-label={search} onClick={onSearch}>
            <Search />
          </button>
        </Tooltip>
        <WorkspaceMenu />
        <AccountMenu onSearch={onSearch} onHelp={onHelp} />
      </div>
    </nav>
  );
}
