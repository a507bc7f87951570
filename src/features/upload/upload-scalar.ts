import { ReceivedFile } from '../../domain/received-file.ts';
import { BadUserInput } from '../../errors/catalogue.ts';

const HOW =
  'A file has to come in a multipart request (GraphQL multipart request specification), as a variable that its map names';

/** A file that came with the request. It cannot be written in JSON or in a query. */
export const uploadScalar = {
  Upload: {
    parseValue: (value: unknown): ReceivedFile => {
      if (value instanceof ReceivedFile) return value;
      throw new BadUserInput(HOW);
    },
    parseLiteral: (): never => {
      throw new BadUserInput(HOW);
    },
    serialize: (): never => {
      throw new TypeError('Upload is an input type and cannot be serialized');
    },
  },
};
