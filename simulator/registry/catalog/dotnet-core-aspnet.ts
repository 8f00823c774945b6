import { dotnetFamily } from './dotnet-images.ts';

/** Where the images were before .NET 5. */
export default dotnetFamily('mcr.microsoft.com/dotnet/core/aspnet', 'aspnet');
