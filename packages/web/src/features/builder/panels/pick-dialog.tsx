import { Dialog } from "../../../ui/dialog.tsx";
import { PickList, type PickListProps } from "./pick-list.tsx";

/** A list over the screen, closed by a choice. */
export function PickDialog<V extends string | null>({
  onClose,
  title,
  onPick,
  ...list
}: PickListProps<V> & {
  readonly onClose: () => void;
  readonly title: string;
}) {
  return (
    <Dialog isOpen onClose={onClose} title={title}>
      <PickList
        {...list}
        onPick={(value) => {
          onPick(value);
          onClose();
        }}
      />
    </Dialog>
  );
}
