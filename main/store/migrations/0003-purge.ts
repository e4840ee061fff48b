/** Attempts may go together with their operation, and that only once it is confirmed. */
export const purge = `
DROP TRIGGER attempts_stay;
CREATE TRIGGER attempts_stay BEFORE DELETE ON attempts
WHEN EXISTS (SELECT 1 FROM operations WHERE id = old.operation_id AND state <> 'confirmed')
BEGIN SELECT raise(ABORT, 'attempts are only appended'); END;
`;
