import { z } from "zod";

/** Openings of one day as pairs `["09:00:00", "18:00:00"]`; `null`: closed. */
const Hours = z
  .array(z.tuple([z.string().max(8), z.string().max(8)]))
  .max(24)
  .nullable();
const Day = z.string().max(10);

/** Opening hours, written as the original product exports them. */
export const BusinessHours = z.strictObject({
  /** IANA time zone of all days and times here. */
  timezone: z.string().max(64),
  /** Days `YYYY-MM-DD` without any opening; they win over everything else. */
  closeddates: z.array(Day).max(1000).default([]),
  /** Days with hours of their own instead of their weekday's. */
  specialdateshours: z.record(Day, Hours).default({}),
  /** By weekday, 0 = Sunday; a missing day is closed. */
  businesshours: z.strictObject({
    0: Hours.optional(),
    1: Hours.optional(),
    2: Hours.optional(),
    3: Hours.optional(),
    4: Hours.optional(),
    5: Hours.optional(),
    6: Hours.optional(),
  }),
});
export type BusinessHours = z.infer<typeof BusinessHours>;
