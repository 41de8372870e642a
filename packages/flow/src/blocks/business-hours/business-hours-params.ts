import { z } from "zod";
import { form } from "../form.ts";

/** Openings of one day as pairs `["09:00:00", "18:00:00"]`; `null`: closed. */
const Hours = z
  .array(z.tuple([z.string().max(8), z.string().max(8)]))
  .max(24)
  .nullable();
const Day = z.string().max(10);

/** Opening hours, written as the original product exports them. */
export const BusinessHours = z.strictObject({
  timezone: z
    .string()
    .max(64)
    .meta(
      form({
        label: "Time zone",
        help: "Of all days and times here.",
        placeholder: "Europe/Madrid",
        control: "time_zone",
      }),
    ),
  closeddates: z
    .array(Day)
    .max(1000)
    .default([])
    .meta(
      form({
        label: "Closed days",
        help: "They win over everything else.",
        placeholder: "2026-12-25",
        control: "days",
        section: "otherwise",
      }),
    ),
  specialdateshours: z
    .record(Day, Hours)
    .default({})
    .meta(
      form({
        label: "Days with hours of their own",
        help: "Instead of their weekday's.",
        control: "special_days",
        section: "otherwise",
        row: "Add a day",
      }),
    ),
  /** By weekday, 0 = Sunday; a missing day is closed. */
  businesshours: z
    .strictObject({
      0: Hours.optional().meta(form({ label: "Sunday", control: "hours" })),
      1: Hours.optional().meta(form({ label: "Monday", control: "hours" })),
      2: Hours.optional().meta(form({ label: "Tuesday", control: "hours" })),
      3: Hours.optional().meta(form({ label: "Wednesday", control: "hours" })),
      4: Hours.optional().meta(form({ label: "Thursday", control: "hours" })),
      5: Hours.optional().meta(form({ label: "Friday", control: "hours" })),
      6: Hours.optional().meta(form({ label: "Saturday", control: "hours" })),
    })
    .meta(form({ label: "Opening hours", control: "week" })),
});
export type BusinessHours = z.infer<typeof BusinessHours>;
