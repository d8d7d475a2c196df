-- Of each harvest that is asked for: its place, from 1, and the code of the newest that is like it.
-- Volatile, so that it sees what is committed when it is called, and not when the statement that calls it began: that
-- may have waited for the log since.
CREATE FUNCTION harvests_like(municipalities text[], farmers text[], crops text[], days text[], sinces text[])
RETURNS TABLE (place bigint, code text) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN QUERY SELECT asked.place, newest.code
    FROM unnest(municipalities, farmers, crops, days, sinces)
      WITH ORDINALITY AS asked (municipality, farmer, crop, day, since, place)
    JOIN LATERAL (
      SELECT batches.code, batches.registered_at FROM batches
      WHERE ARRAY[municipality_id, farmer_id, crop_id, harvested_on] = ARRAY[municipality, farmer, crop, day]
        AND status <> 'voided'
      ORDER BY position DESC LIMIT 1) AS newest ON newest.registered_at >= since;
END $$;
