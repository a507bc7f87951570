import type { Resolvers } from '../../__generated__/resolvers.ts';
import { UnsupportedBySource } from '../../errors/catalogue.ts';
import { outcomeOf } from '../user-errors.ts';

const TYPES = { ON_DIGITIZED: 'DIGITIZED', ON_EXPORTED: 'EXPORTED' } as const;

export const webhookResolvers: { Mutation: Pick<Resolvers['Mutation'] & {}, 'subscribeWebhook'> } = {
  Mutation: {
    subscribeWebhook: async (_parent, { input }, { accounts, webhookTarget, write }) => {
      const outcome = await outcomeOf(async () => {
        const account = accounts.having('webhooks', input.company);
        const target = webhookTarget(account);
        if (target === undefined)
          throw new UnsupportedBySource(
            'No events can be delivered here: the gateway needs a publicUrl, and the account a webhookSecret',
          );
        await write({
          account,
          action: 'SUBSCRIBE_WEBHOOK',
          subject: null,
          send: (ticket) => account.webhooks.subscribe(TYPES[input.event], target.url, ticket),
        });
        return target.shown;
      });
      return { target: 'value' in outcome ? outcome.value : null, errors: outcome.errors };
    },
  },
};
