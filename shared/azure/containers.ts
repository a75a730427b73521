/** The containers of the database: their partition keys, what is indexed and how long documents live. The only definition there is. */

export interface ContainerDefinition {
  id: string;
  partitionKey: string;
  /** Paths that queries filter or order by; everything else stays out of the index. */
  indexed: string[];
  compositeIndexes: string[][];
  /** -1: documents live until deleted unless they carry a `ttl` of their own. */
  defaultTtlSeconds: number | undefined;
}

export const containers = {
  partners: {
    id: 'partners',
    partitionKey: '/organizationId',
    indexed: [
      '/organizationId/?',
      '/kind/?',
      '/dueAt/?',
      '/state/?',
      '/programId/?',
      '/openTerm/?',
      '/mpnId/?',
      '/status/?',
      '/tenantId/?',
      '/invitation/deadline/?',
      '/unattendedSince/?',
      '/requirements/[]/state/?',
      '/history/[]/occasion/?',
      '/occasion/?',
      '/letterKind/?',
      '/delivery/?',
      '/operationId/?',
      // The report of a boundary.
      '/rollovers/[]/fromTerm/?',
      // Of the fence alone, which a pass reads first.
      '/change/?',
    ],
    compositeIndexes: [
      ['/priority', '/dueAt'],
      // The order of lists: what is equal goes first, the partition too, so that no other organization is walked through.
      ['/organizationId', '/kind', '/mpnId', '/programId'],
      ['/organizationId', '/kind', '/mpnId'],
    ],
    defaultTtlSeconds: -1,
  },
  claims: {
    id: 'claims',
    partitionKey: '/id',
    indexed: [],
    compositeIndexes: [],
    defaultTtlSeconds: undefined,
  },
  programs: {
    id: 'programs',
    partitionKey: '/id',
    indexed: ['/kind/?'],
    compositeIndexes: [],
    defaultTtlSeconds: undefined,
  },
  runs: {
    id: 'runs',
    partitionKey: '/id',
    indexed: ['/preview/?', '/page/?'],
    compositeIndexes: [],
    defaultTtlSeconds: -1,
  },
} satisfies Record<string, ContainerDefinition>;

/** The definition in the form the database service takes it. */
export function indexingPolicy(definition: ContainerDefinition) {
  return {
    automatic: true,
    indexingMode: 'consistent' as const,
    includedPaths: definition.indexed.map((path) => ({ path })),
    excludedPaths: [{ path: '/*' }],
    compositeIndexes: definition.compositeIndexes.map((paths) =>
      paths.map((path) => ({ path, order: 'ascending' as const })),
    ),
  };
}
