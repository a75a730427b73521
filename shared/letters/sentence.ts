/** A sentence that may end with a name: the full stop of “Contoso Inc.” ends it too, and so does “Yahoo!”. */
export const sentence = (text: string) => (/[.…!?]['"”’»«)\]]?$/.test(text) ? text : `${text}.`);
