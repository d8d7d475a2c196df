/** Days after which a report is thrown away: it can be made again. */
export const REPORT_KEPT_DAYS = 7;
