import { z } from "zod";
import type { RecordWrite, Store } from "../../ports/store.ts";
import { changedKeys, type Deed, deed } from "./deed.ts";

type SettingWrite = Extract<RecordWrite, { readonly kind: "put-setting" }>;

/** The deeds in a change of a setting. Of settings, the inspectors of a workspace are what somebody sets. */
export async function settingDeeds(
  { name, value }: SettingWrite,
  store: Pick<Store, "setting">,
): Promise<readonly Deed[]> {
  const [, workspaceId] = /^inspectors\.(\d+)$/.exec(name) ?? [];
  if (workspaceId === undefined) return [];
  const before = readInspectors(await store.setting(name));
  const after = readInspectors(value);
  const about = ({ id, name }: Inspector) => deed(Number(workspaceId), `inspector ${id}`, name);
  const gone = before.filter((it) => !after.some(({ id }) => id === it.id));
  return [
    ...after.flatMap((it) => {
      const was = before.find(({ id }) => id === it.id);
      if (!was) return [about(it)("inspector.created")];
      const changed = changedKeys(was, it);
      return changed.length === 0 ? [] : [about(it)("inspector.changed", { changed })];
    }),
    ...gone.map((it) => about(it)("inspector.deleted")),
  ];
}

const Inspector = z.looseObject({ id: z.int(), name: z.string() });
type Inspector = z.infer<typeof Inspector>;
const Kept = z.object({ inspectors: z.array(Inspector) });

const readInspectors = (text: string | null): readonly Inspector[] =>
  text === null ? [] : Kept.parse(JSON.parse(text)).inspectors;
