package io.parley.assets;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where assets are, other than on the disk. Credentials come from where the AWS SDK looks for them: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, profiles,
 * files of web identities, the machine's role.
 *
 * @param bucket that is there already; none for the disk
 * @param endpoint of a server that speaks S3; none for Amazon's own
 * @param region of the bucket
 * @param prefix of all objects
 * @param pathStyle whether the bucket stands in the path, as most servers other than Amazon's want it
 */
@ConfigurationProperties("parley.assets.s3")
public record S3Options(
        @Nullable String bucket,
        @Nullable String endpoint,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("") String prefix,
        @DefaultValue("false") boolean pathStyle) {}
