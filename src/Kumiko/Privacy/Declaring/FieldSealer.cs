namespace Kumiko;

/// <summary>Seals the types of fields whose declaration asks for it, and reports what cannot be.</summary>
internal sealed class FieldSealer(SchemaFactory schemas)
{
    /// <param name="field">The declaration.</param>
    /// <param name="plain">The type as it is without sealing.</param>
    /// <param name="isNested">Whether it belongs to an object inside of something; its class may serve inputs and entities alike.</param>
    public FieldType Seal(FieldDeclaration field, FieldType plain, bool isNested)
    {
        if (field.Privacy is not { } privacy)
        {
            return plain;
        }

        CheckAnnotations(field, privacy);
        if (field.Purpose == SchemaPurpose.Message)
        {
            if (!isNested && (privacy.IsSealed || privacy.IsSensitive))
            {
                schemas.Report(DiagnosticRules.PrivacyWithoutEffect, field.Name, "An input is not stored.");
            }

            return plain;
        }

        if (!privacy.IsSealed)
        {
            return plain;
        }

        if (field.Purpose == SchemaPurpose.Row)
        {
            schemas.Report(DiagnosticRules.PersonalRow, field.Name, "The field is annotated as personal, and belongs to a row.");
            return plain;
        }

        if (field.IsComputed)
        {
            schemas.Report(DiagnosticRules.PrivacyWithoutEffect, field.Name, "The value is computed.");
            return plain;
        }

        if (!SealedType.CanSeal(plain))
        {
            schemas.Report(DiagnosticRules.SealedFieldType, field.Name, $"A field of type {plain.Kind} cannot be sealed.");
            return plain;
        }

        if (plain is not TextType && !field.IsNullable)
        {
            schemas.Report(DiagnosticRules.SealedNullability, field.Name, $"The field is a {plain.Kind} that is never null.");
        }

        CheckFind(field, plain, privacy, isNested);
        return new SealedType(plain, privacy);
    }

    private void CheckFind(FieldDeclaration field, FieldType plain, FieldPrivacy privacy, bool isNested)
    {
        if (privacy.IsFindable && (plain is not TextType { IsSortable: true } || isNested || field.Purpose != SchemaPurpose.Entity))
        {
            schemas.Report(DiagnosticRules.FindableField, field.Name, "Its exact value is to be found, and no column of a table could hold the hash of it.");
        }
        else if (privacy.IsFindable && privacy.IsSensitive)
        {
            schemas.Report(DiagnosticRules.SensitiveFind, field.Name, "It is sensitive, and to be found by its exact value.");
        }
    }

    private void CheckAnnotations(FieldDeclaration field, FieldPrivacy privacy)
    {
        if (privacy.IsContradictory)
        {
            schemas.Report(DiagnosticRules.PrivacyContradiction, field.Name, "More than one of [PersonalData], [TenantData] and [NotPersonal] stands on it.");
        }

        if (privacy.IsSensitive && !privacy.IsSealed && field.Purpose != SchemaPurpose.Message)
        {
            schemas.Report(DiagnosticRules.SensitiveInTheOpen, field.Name, "[Sensitive] stands on it alone.");
        }

        if (privacy.NotPersonalBecause is { } reason && string.IsNullOrWhiteSpace(reason))
        {
            schemas.Report(DiagnosticRules.NotPersonalReason, field.Name, "The reason is blank.");
        }
    }
}
