/** What a guest may say about being evicted; undefined says nothing. */
export const evictionStrategies = [undefined, 'None', 'LiveMigrate', 'LiveMigrateIfPossible', 'External'] as const;
