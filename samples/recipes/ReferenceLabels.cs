using Kumiko;

namespace Recipes.ReferenceLabels;

// A list of visits that shows whom they go to, and not only ids: with one more question for the whole page, and nothing that the reader may not know.

/// <summary>Nurses see the patients of their ward. The diagnosis is for doctors.</summary>
public sealed class Patient : Entity
{
    [Text(MaxLength = 80)]
    public required string Name { get; set; }

    [Text(MaxLength = 20)]
    public required string Ward { get; set; }

    [Text(MaxLength = 80), ReadableBy("Doctor")]
    public string? Diagnosis { get; set; }
}

public sealed class Visit : Entity
{
    public required DateOnly Day { get; set; }

    // "_refs": { "patientId": { "0198…": { "name": "Ada" } } } beside the visit, for those who may read the name.
    [Reference<Patient>(Label = nameof(Patient.Name))]
    public required Guid PatientId { get; set; }

    // A label is the field itself, with its rules: nurses see an id here, doctors a diagnosis.
    [Reference<Patient>(Label = nameof(Patient.Diagnosis))]
    public Guid? SimilarCaseId { get; set; }
}

public sealed class WardFeature : Feature
{
    public override string Name => "ward";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Patient>(e => e
            .ReadableBy("Doctor")
            .ReadableBy("Nurse", (patient, user) => patient.Ward == user.Claims.Text("ward:name")));
        r.Crud<Patient>(write: Access.Roles("Doctor"), read: Access.Roles("Doctor", "Nurse"));
        r.Crud<Visit>(write: Access.Roles("Doctor"), read: Access.Roles("Doctor", "Nurse"));
    }
}
