/** An app of one empty function. */
import { app } from '@azure/functions';

app.http('empty', { methods: ['GET'], route: 'health', authLevel: 'anonymous', handler: () => ({}) });
