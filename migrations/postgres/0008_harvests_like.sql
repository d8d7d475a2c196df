-- Of each harvest that is asked for the code of the newest that is like it, or null.
-- Volatile, so that it sees what is committed when it is called, and not when the statement that calls it began: that
-- may have waited for the log since.
CREATE FUNCTION harvests_like(municipalities text[], farmers text[], crops text[], days text[], sinces text[])
RETURNS text[] LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN ARRAY(
    SELECT CASE WHEN newest.registered_at >= since THEN newest.code END
    FROM unnest(municipalities, farmers, crops, days, sinces)
      WITH ORDINALITY AS asked (municipality, farmer, crop, day, since, place)
    LEFT JOIN LATERAL (
      SELECT code, registered_at FROM batches
      WHERE ARRAY[municipality_id, farmer_id, crop_id, harvested_on] = ARRAY[municipality, farmer, crop, day]
        AND status <> 'voided'
      ORDER BY position DESC LIMIT 1) AS newest ON true
    ORDER BY place);
END $$;
