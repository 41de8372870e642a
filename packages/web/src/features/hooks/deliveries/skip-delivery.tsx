import type { HookDeliveryInFull } from "@parley/contract";
import { useMutation } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { Confirm } from "../../../ui/confirm.tsx";
import { t } from "../../../ui/words.ts";

export interface SkipDeliveryProps {
  readonly delivery: HookDeliveryInFull;
  /** The delivery's own address. */
  readonly path: string;
  readonly onSkipped: () => unknown;
  readonly onClose: () => void;
}

/** Asks before a delivery is given up: its receiver may never hear of it. */
export function SkipDelivery({ delivery, path, onSkipped, onClose }: SkipDeliveryProps) {
  const api = useApi();
  const notices = useNotices();
  const { seq, customer_id: customer, text, type } = delivery;
  const skip = useMutation({
    mutationFn: () => api.write("POST", `${path}skip/`),
    onSuccess: () => {
      notices.tell({ text: t("Skipped: what waited behind it goes on") });
      onClose();
      return onSkipped();
    },
  });
  return (
    <Confirm
      title={t("Skip this delivery?")}
      about={t(
        "Message {seq} of customer {customer}, “{what}”, is not tried any more. What waits behind it goes on, and the receiver misses this one until somebody presses Resend. Nobody can take this back.",
        { seq, customer, what: text || type },
      )}
      verb={t("Skip delivery")}
      isBusy={skip.isPending}
      error={skip.error?.message}
      onConfirm={() => skip.mutate()}
      onClose={onClose}
    />
  );
}
