export class ExternalWorld {}
